/** `npm run generate`: writes everything that follows from the SDL and the catalogues. */
import { Command } from "commander";
import { writeResolverTypes } from "./checks/codegen.ts";
import { writeSupergraph } from "./checks/compose.ts";
import { writeRefusalLabels } from "./checks/labels.ts";
import { writeManifest } from "./checks/manifest.ts";
import { writeRefusals } from "./checks/refusals.ts";
import { merged } from "./checks/report.ts";

new Command("npm run generate")
  .description(
    "Writes schema/supergraph.graphql, schema/operations/manifest.json, docs/errors.md, schema/refusal-labels.json and the types of each " +
      "service's resolvers. Exits 1 when something is at fault, with every reason.",
  )
  .parse();

const { problems } = merged(
  writeSupergraph(),
  await writeResolverTypes(),
  writeManifest(),
  await writeRefusals(),
  await writeRefusalLabels(),
);
for (const problem of problems) console.error(problem);
if (problems.length > 0) process.exitCode = 1;
