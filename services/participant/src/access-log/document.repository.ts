import { wholeGraph } from "@inclusion/schema/whole-graph";

/** A document by which was asked. */
export type AccessDocument = Readonly<{ id: string; name: string | null }>;

/** The document of an id, with its name when it is registered. */
export function documentOf(id: string | null): AccessDocument | null {
  return id === null ? null : { id, name: wholeGraph().documentOf(id)?.name ?? null };
}
