import { wholeGraph } from "@inclusion/schema/whole-graph";

/** The name of a registered document; null when none is registered under the id. */
export function nameOfDocument(id: string): string | null {
  return wholeGraph().documentOf(id)?.name ?? null;
}
