/** Definitions of the common result indicators: how things stand on leaving and six months after. Pure. */
import { counted, leftOut } from "@inclusion/kernel";

const INCOMPLETE = leftOut("INCOMPLETE_RECORD", ["INCOMPLETE"]);
const NOT_LEFT = leftOut("NOT_LEFT", ["TOTAL"], ["LEFT"]);
const NOT_DUE = leftOut("FOLLOW_UP_NOT_DUE", ["LEFT"], ["FOLLOW_UP_6M_DUE"]);
const NOT_REACHED = leftOut("FOLLOW_UP_NOT_REACHED", ["FOLLOW_UP_6M_DUE"], ["FOLLOW_UP_6M_REACHED"]);

const ON_LEAVING = "on leaving or within four weeks after it";

/**
 * CR01 to CR09 of Regulation 1304/2013, Annex I, for participants with a complete record. A return to the programme
 * takes the results of the earlier exit back: those of the last exit count.
 *
 * @source docs/sources.md#esf
 */
export const CR_DEFINITIONS = {
  CR01: onLeaving(`Inactive at entry, seeking a job ${ON_LEAVING}.`, ["CO03"]),
  CR02: onLeaving(`Not in education or training at entry, in education or training ${ON_LEAVING}.`),
  CR03: onLeaving(`Gained a qualification ${ON_LEAVING}.`),
  CR04: onLeaving(`Unemployed or inactive at entry, in employment ${ON_LEAVING}.`, ["CO01", "CO03"]),
  CR05: onLeaving(`Disadvantaged at entry (CO15 to CO17), in any of CR01 to CR04.`, ["DISADVANTAGED"], true),
  CR06: later("Unemployed or inactive at entry, in employment six months after leaving.", ["CO01", "CO03"]),
  CR07: later(
    "Employed at entry, with a better situation on the labour market six months after leaving; a mere pay rise is none.",
    ["CO05"],
  ),
  CR08: later("Older than 54 years at entry, in CR06.", ["CO07"]),
  CR09: later("Disadvantaged at entry (CO15 to CO17), in CR06.", ["DISADVANTAGED"], true),
  LABOUR_FORCE_JOINED: onLeaving("Inactive at entry, unemployed or employed on leaving.", ["LEFT"]),
  LABOUR_FORCE_STAYED: onLeaving("Unemployed or employed both at entry and on leaving.", ["LEFT"]),
  LABOUR_FORCE_LEFT: onLeaving("Unemployed or employed at entry, inactive on leaving.", ["LEFT"]),
  LABOUR_FORCE_OUTSIDE: onLeaving("Inactive both at entry and on leaving.", ["LEFT"]),
  RESULT_OUTSIDE_WINDOW: counted(
    "A follow-up that tells of another time than its window, so that its answer is no result.",
  ),
  RESULT_WITHOUT_EXIT: counted("A follow-up with an answer, though the participant has not left."),
} as const;

function onLeaving(text: string, of: readonly string[] = ["COMPLETE"], sensitive = false) {
  return counted(text, { of, sensitive, excluded: [INCOMPLETE, NOT_LEFT] });
}

function later(text: string, of: readonly string[], sensitive = false) {
  return counted(text, { of, sensitive, excluded: [INCOMPLETE, NOT_LEFT, NOT_DUE, NOT_REACHED] });
}
