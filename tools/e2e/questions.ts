/** The questions that the graph must answer, as registered documents, each with the answer on the seed's programmes. */
import { createHash } from "node:crypto";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { SCHEMA_FOLDER } from "@inclusion/schema";
import { z } from "zod";

const FOLDER = join(SCHEMA_FOLDER, "operations", "questions");

const Asked = z.object({
  /** Name of the demo token that asks. */
  token: z.string(),
  variables: z.record(z.string(), z.unknown()),
  /** What the graph answers; null when nobody has written it down yet. */
  answer: z.unknown(),
});

/** One question: its registered document, who asks, and what is answered. */
export type Question = Readonly<{ name: string; documentId: string }> & Readonly<z.infer<typeof Asked>>;

/** Where a question is asked. */
export type Asking = Readonly<{ url: string; tokens: Readonly<Record<string, string>> }>;

/** All questions in the order of their numbers. */
export function listQuestions(): readonly Question[] {
  return readdirSync(FOLDER)
    .filter((file) => file.endsWith(".graphql"))
    .sort()
    .map((file) => {
      const name = file.replace(".graphql", "");
      const hash = createHash("sha256")
        .update(readFileSync(join(FOLDER, file)))
        .digest("hex");
      return { name, documentId: `sha256:${hash}`, ...Asked.parse(JSON.parse(readFileSync(answerFile(name), "utf8"))) };
    });
}

/** Asks a question by its document's id, as its applications do; the answer with its errors, if there are any. */
export async function ask({ url, tokens }: Asking, { documentId, token, variables }: Question): Promise<unknown> {
  const response = await fetch(url, {
    method: "POST",
    headers: { "content-type": "application/json", authorization: `Bearer ${tokens[token]}` },
    body: JSON.stringify({ documentId, variables }),
  });
  const { data, errors } = (await response.json()) as { data?: unknown; errors?: readonly unknown[] };
  return errors === undefined ? data : { data, errors };
}

/** Writes down what the graph answered. */
export function writeAnswer({ name, token, variables }: Question, answer: unknown): void {
  writeFileSync(answerFile(name), `${JSON.stringify({ token, variables, answer }, null, 2)}\n`);
}

function answerFile(name: string): string {
  return join(FOLDER, `${name}.json`);
}
