/** What follows from a change of a job opening: rows, entries and facts. */
import { localDate } from "@inclusion/kernel";
import type { Tx } from "@inclusion/kernel/runtime";
import type { OpeningFilled } from "@inclusion/schema/facts";
import { recount } from "./action.ts";
import { takeToldFill } from "./job-opening/fill.ts";
import { openingFacts } from "./job-opening/job-opening.facts.ts";
import { lockOpening, storeOpening } from "./job-opening/job-opening.repository.ts";
import type { OpeningFile, StoredOpening } from "./job-opening/job-opening.ts";
import { openingMeasures } from "./job-opening/opening-measures.ts";

/** Stores a file, counts it and tells of it. */
export async function applyOpening(
  tx: Tx,
  before: OpeningFile | null,
  after: OpeningFile,
  cause: string,
): Promise<StoredOpening> {
  const version = await storeOpening(tx, before, after);
  const subjects = [after.opening.id, ...after.fills.map(({ id }) => id)];
  await recount(tx, subjects, openingMeasures(after), cause);
  tx.tell(...openingFacts(before, after));
  return { ...after.opening, version };
}

/** A hire that the participant service tells; of an opening that is not known here there is nothing to keep. */
export async function openingFilled(
  tx: Tx,
  factId: string,
  { openingId, filledOn }: OpeningFilled,
  newId: () => string,
): Promise<void> {
  const before = await lockOpening(tx, openingId);
  if (before === null) return;
  const after = takeToldFill(before, { factId, filledOn: localDate(filledOn) }, newId);
  if (after !== before) await applyOpening(tx, before, after, `fact ${factId}`);
}
