/** What is built: every process that runs in an image, and what each needs beside its program. */
import { join } from "node:path";
import { SERVICES } from "@inclusion/schema";
import { ROOT } from "../system/settings.ts";

/** A process that is compiled into a folder of its own. */
export type ProcessPlan = Readonly<{
  name: string;
  /** The TypeScript file that it starts from. */
  entry: string;
  /** The workspace package whose production dependencies it needs. */
  dependenciesOf: string;
  /** Files and folders below `schema/` that it reads. */
  schema: readonly string[];
}>;

/** Every schema folder is found by this file, which holds what all services share. */
const SHARED = "shared.graphql";

/** What the gateway serves, and what the partnership service tells a viewer of. */
const WHOLE_GRAPH = ["supergraph.graphql", "operations"];

/** What the values of enums are called: the partnership service tells everybody, the gateway explains refusals by them. */
const LABELS = ["labels.json", "refusal-labels.json"];

const services = SERVICES.map(
  (name): ProcessPlan => ({
    name,
    entry: join(ROOT, "services", name, "src", "main.ts"),
    dependenciesOf: `@inclusion/${name}`,
    schema: [SHARED, name, ...(name === "partnership" ? [...WHOLE_GRAPH, ...LABELS] : [])],
  }),
);

/** All processes, in the order in which they are built. */
export const PROCESS_PLANS: readonly ProcessPlan[] = [
  {
    name: "gateway",
    entry: join(ROOT, "gateway", "src", "main.ts"),
    dependenciesOf: "@inclusion/gateway",
    schema: [SHARED, ...WHOLE_GRAPH, ...LABELS],
  },
  ...services,
  {
    name: "migrate",
    entry: join(ROOT, "tools", "migrate.ts"),
    // Of tools it uses only what reaches a database, which is the kernel's as well.
    dependenciesOf: "@inclusion/kernel",
    schema: [SHARED, ...SERVICES],
  },
];
