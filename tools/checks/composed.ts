/** Whether the committed supergraph is known to be what the services compose to, so that a start need not compose it. */
import { createHash } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { SCHEMA_FOLDER, SERVICES, sdlOf, supergraphSdl } from "@inclusion/schema";
import { ROOT } from "./repository.ts";

/** Beside the packages: it is of this checkout, and gone when they are installed anew. */
const NOTE = join(ROOT, "node_modules", ".cache", "composed");

/** What the composition follows from beside the SDL: its program and the versions of its packages. */
const PROGRAM = [
  "pnpm-lock.yaml",
  ...["compose.ts", "access-uses.ts", "api-schema.ts"].map((name) => `tools/checks/${name}`),
];

/** True when these very files were composed before and nothing was wrong with them. */
export function isComposed(): boolean {
  try {
    return readFileSync(NOTE, "utf8") === digest();
  } catch {
    return false;
  }
}

/** Notes that the supergraph, as it lies in its file, is what the services compose to without a problem. */
export function noteComposed(): void {
  try {
    mkdirSync(dirname(NOTE), { recursive: true });
    writeFileSync(NOTE, digest());
  } catch {
    // Where nothing can be written, the next start composes again.
  }
}

function digest(): string {
  const parts = [
    ...SERVICES.flatMap((name) => [name, sdlOf(name), ...readdirSync(join(SCHEMA_FOLDER, name)).sort()]),
    supergraphSdl(),
    ...PROGRAM.map((file) => readFileSync(join(ROOT, file), "utf8")),
  ];
  return createHash("sha256").update(JSON.stringify(parts)).digest("hex");
}
