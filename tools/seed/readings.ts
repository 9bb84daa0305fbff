/** What the seed's caseworker looked at, by asking as the caseworker: the record of reading has something to tell. */
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Viewer } from "@inclusion/kernel";
import type { Transport } from "@inclusion/kernel/runtime";
import { SCHEMA_FOLDER } from "@inclusion/schema";

const PROGRAMME = "query($slug: String!) { programme(slug: $slug) { id } }";
const SLUG = "social-inklusion-gennem-vaekstpartnerskaber";

/** Persons who may be registered twice, as question 29 asks of the participant service, and answers of a few persons. */
const READINGS = [
  { fields: "possibleDuplicates(first: 50) { nodes { participation { id } } }", question: "q29", purpose: null },
  {
    fields: "participations(first: 7) { nodes { id sensitiveFacts { disability } } }",
    question: null,
    purpose: "CASEWORK",
  },
];

/** Reads as `caseworker`. @throws Error when something may not be read, because the story then has a hole */
export async function readAsCaseworker(transport: Transport, caseworker: Viewer): Promise<void> {
  const asking = { viewer: caseworker, requestId: "seed" };
  const found = await transport.execute("partnership", { query: PROGRAMME, variables: { slug: SLUG } }, asking);
  const { programme } = (found.data ?? {}) as { programme?: { id: string } };
  for (const { fields, question, purpose } of READINGS) {
    const query = `query($of: [_Any!]!) { _entities(representations: $of) { ... on Programme { ${fields} } } }`;
    const variables = { of: [{ __typename: "Programme", id: programme?.id }] };
    const document = question === null ? null : documentId(question);
    const occasion = { document, purpose };
    const { errors } = await transport.execute("participant", { query, variables }, { ...asking, occasion });
    if (errors !== undefined) throw new Error(`The seed's caseworker may not read: ${JSON.stringify(errors)}`);
  }
}

function documentId(question: string): string {
  const text = readFileSync(join(SCHEMA_FOLDER, "operations", "questions", `${question}.graphql`));
  return `sha256:${createHash("sha256").update(text).digest("hex")}`;
}
