/** The catalogues of refusals as the code of the services has them. */
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { filesBelow } from "./repository.ts";

/** What a refusal means to whoever is refused, and since when the code is given. */
export type RefusalEntry = Readonly<{ meaning: string; since: string | null }>;

/** The codes of one enum, as the code of one service knows them. */
export type Catalogue = Readonly<{
  service: string;
  /** The enum that shows the codes to clients: `SheetRefusalCode` for the export `SHEET_REFUSALS`. */
  enumName: string;
  file: string;
  entries: Readonly<Record<string, RefusalEntry>>;
}>;

/** Every catalogue of the services: what files named `refusals.ts` export, wherever they lie in `src`. */
export async function cataloguesIn(root: string): Promise<readonly Catalogue[]> {
  const files = filesBelow(root, "services", "/refusals.ts").filter((file) => /^services\/[^/]+\/src\//.test(file));
  const found = await Promise.all(
    files.map(async (file) => {
      const exported = (await import(pathToFileURL(join(root, file)).href)) as Readonly<Record<string, unknown>>;
      const service = file.split("/")[1] as string;
      return Object.entries(exported).flatMap(([name, value]) => {
        const entries = /^[A-Z_]+_REFUSALS$/.test(name) ? entriesOf(value) : null;
        return entries === null ? [] : [{ service, enumName: enumNameOf(name), file, entries }];
      });
    }),
  );
  return found.flat();
}

function enumNameOf(exported: string): string {
  const words = exported.slice(0, -"_REFUSALS".length).toLowerCase().split("_");
  return `${words.map((word) => `${word[0]?.toUpperCase()}${word.slice(1)}`).join("")}RefusalCode`;
}

function entriesOf(value: unknown): Record<string, RefusalEntry> | null {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return null;
  return Object.fromEntries(
    Object.entries(value).map(([code, entry]: [string, unknown]) => {
      if (typeof entry === "string") return [code, { meaning: entry, since: null }];
      const { meaning, since } = entry as Partial<RefusalEntry>;
      return [code, { meaning: String(meaning), since: since ?? null }];
    }),
  );
}
