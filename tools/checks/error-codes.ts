/** Codes of errors: each that is given stands in the catalogue, and each of the catalogue is given somewhere. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { ERRORS } from "@inclusion/kernel";
import { type Report, report } from "./report.ts";
import { filesBelow, ROOT } from "./repository.ts";

/** Where a code is given: a fault, an answer of the gateway, or a set of codes that come from the library. */
const GIVEN = /(?:new Fault|answerError)\(\s*"([A-Z_]+)"|sendError\([^"]*?"([A-Z_]+)"/g;

const CATALOGUE = "services/kernel/src/pure/error-catalogue.ts";

/** Fails when code and catalogue know different codes. */
export function checkErrorCodes(root = ROOT, known: readonly string[] = Object.keys(ERRORS)): Report {
  const files = ["gateway/src", "services"]
    .flatMap((folder) => filesBelow(root, folder, ".ts"))
    .filter((file) => /^(?:gateway|services\/[^/]+)\/src\//.test(file) && !/\.(?:test|fixture)\.ts$/.test(file))
    .filter((file) => file !== CATALOGUE && !file.includes("/generated/"))
    .map((file) => ({ file, text: readFileSync(join(root, file), "utf8") }));
  const given = files.flatMap(({ file, text }) =>
    [...text.matchAll(GIVEN)].map(([, fault, sent]) => ({ file, code: (fault ?? sent) as string })),
  );
  return report([
    ...given
      .filter(({ code }) => !known.includes(code))
      .map(({ file, code }) => `${file}: ${code} is not in ${CATALOGUE}.`),
    ...known
      .filter((code) => !files.some(({ text }) => text.includes(`"${code}"`)))
      .map((code) => `${CATALOGUE}: nothing gives ${code} any more.`),
  ]);
}
