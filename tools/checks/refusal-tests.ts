/** Every code of a catalogue is given by the service's code, and some test of the service names it as given. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type Catalogue, cataloguesIn } from "./refusal-catalogues.ts";
import { type Report, report } from "./report.ts";
import { filesBelow, ROOT } from "./repository.ts";

/** What the kernel gives for every service. */
const GIVEN_BY_KERNEL: readonly string[] = ["CONFLICT", "IDEMPOTENCY_MISMATCH"];
/** Where codes stand without being given. */
const NOT_GIVEN_HERE = /\/refusals\.ts$|\/danish\/|\/generated\//;
const IS_TEST = /\.(test|fixture)\.ts$/;

/** Fails for each code that nothing gives, and for each that no test names. */
export async function checkRefusalTests(root = ROOT): Promise<Report> {
  const catalogues = await cataloguesIn(root);
  const services = [...new Set(catalogues.map(({ service }) => service))];
  return report(
    services.flatMap((service) => {
      const files = filesBelow(root, `services/${service}/src`, ".ts");
      const given = wordsOf(
        root,
        files.filter((file) => !IS_TEST.test(file) && !NOT_GIVEN_HERE.test(file)),
      );
      const tested = wordsOf(
        root,
        files.filter((file) => IS_TEST.test(file)),
      );
      return catalogues
        .filter((catalogue) => catalogue.service === service)
        .flatMap((catalogue) => untested(catalogue, { given, tested }));
    }),
  );
}

type Words = Readonly<{ given: ReadonlySet<string>; tested: ReadonlySet<string> }>;

function untested({ file, entries }: Catalogue, { given, tested }: Words): readonly string[] {
  const codes = Object.keys(entries);
  return [
    ...codes
      .filter((code) => !given.has(code) && !GIVEN_BY_KERNEL.includes(code))
      .map((code) => `${file}: ${code} is never given.`),
    ...codes.filter((code) => !tested.has(code)).map((code) => `${file}: no test names ${code}.`),
  ];
}

/** The words in capitals of these files, without those of their comments. */
function wordsOf(root: string, files: readonly string[]): ReadonlySet<string> {
  const words = files.flatMap((file) => {
    const code = readFileSync(join(root, file), "utf8").replace(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, "");
    return code.match(/\b[A-Z][A-Z0-9_]+\b/g) ?? [];
  });
  return new Set(words);
}
