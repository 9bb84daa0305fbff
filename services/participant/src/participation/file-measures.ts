/** Everything that one participation adds to the ledger. Pure. */
import type { MeasureEntry } from "@inclusion/kernel";
import { contactMeasures } from "../activity/contact-measures.ts";
import { esfMarks } from "../esf/esf-measures.ts";
import { versionOf } from "../indicator/definitions.ts";
import { stageMarks } from "../indicator/stage-marks.ts";
import { minimumHoursOn } from "../programme-terms/programme-terms.ts";
import { entryOf } from "./ledger-entry.ts";
import type { ParticipationFile } from "./participation-file.ts";
import { participationMeasures } from "./participation-measures.ts";

/** The entries that the rules of all indicators give for a file; the ledger holds their sum and nothing else. */
export function fileMeasures(file: ParticipationFile): readonly MeasureEntry[] {
  const marks = [...esfMarks(file), ...stageMarks(file)];
  return [
    ...participationMeasures(file, (on) => minimumHoursOn(file.terms, on)),
    ...marks.map((mark) => entryOf(file, mark, versionOf(mark.indicator))),
    ...contactMeasures(file),
  ];
}
