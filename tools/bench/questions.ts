/** What the benchmark asks: registered documents, as which token, about which programme. */
import { loadManifest } from "@inclusion/gateway/documents";
import { SCHEMA_FOLDER } from "@inclusion/schema";

export const SEEDS = ["programme", "national", "million"] as const;
export type Seed = (typeof SEEDS)[number];

export const FORMS = ["together", "apart"] as const;
export type Form = (typeof FORMS)[number];

/** The documents, each with the most restricted demo token that may ask it and with an unrestricted one. */
const ASKED = [
  { document: "DashboardNumbers", tokens: ["regional_partner", "frontend"] },
  { document: "ParticipationPage", tokens: ["caseworker", "frontend"] },
  { document: "ParticipationFiles", tokens: ["caseworker", "frontend"] },
  { document: "OneProgramme", tokens: ["anonymous", "frontend"] },
] as const;

export type DocumentName = (typeof ASKED)[number]["document"];

const SLUGS: Readonly<Record<Seed, string>> = {
  programme: "social-inklusion-gennem-vaekstpartnerskaber",
  national: "syntetisk-landsprogram",
  million: "syntetisk-landsprogram",
};

/** The settings that make a seed. */
export const SEED_SETTINGS: Readonly<Record<Seed, Readonly<Record<string, string>>>> = {
  programme: { SEED: "programme" },
  national: { SEED: "national", SEED_PEOPLE: "100000" },
  million: { SEED: "national", SEED_PEOPLE: "1000000" },
};

/** One request, the same for the graph and for the server it is compared with. */
export type Question = Readonly<{
  document: DocumentName;
  token: string;
  headers: Readonly<Record<string, string>>;
  body: string;
}>;

/** All questions on a seed's programme; `tokens` are the demo tokens of the system that will be asked. */
export function questionsOn(seed: Seed, tokens: Readonly<Record<string, string>>): Question[] {
  const ids = documentIds();
  return ASKED.flatMap(({ document, tokens: names }) =>
    names.map((token): Question => {
      const bearer = token === "anonymous" ? {} : { authorization: `Bearer ${tokenNamed(tokens, token)}` };
      return {
        document,
        token,
        headers: { "content-type": "application/json", ...bearer },
        body: JSON.stringify({ documentId: ids[document], variables: { slug: SLUGS[seed] } }),
      };
    }),
  );
}

/** Ids of the documents by their names. */
export function documentIds(): Readonly<Record<DocumentName, string>> {
  const stored = new Map(loadManifest(SCHEMA_FOLDER).documents.map(({ name, id }) => [name, id]));
  const found = ASKED.map(({ document }) => {
    const id = stored.get(document);
    if (id === undefined) throw new Error(`The document ${document} is not registered.`);
    return [document, id] as const;
  });
  return Object.fromEntries(found) as Record<DocumentName, string>;
}

function tokenNamed(tokens: Readonly<Record<string, string>>, name: string): string {
  const token = tokens[name];
  if (token === undefined) throw new Error(`The system made no demo token ${name}.`);
  return token;
}
