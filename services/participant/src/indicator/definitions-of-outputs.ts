/** Definitions of the common output indicators: who takes part, as they stood at entry. Pure. */
import { counted, leftOut } from "@inclusion/kernel";

const INCOMPLETE = leftOut("INCOMPLETE_RECORD", ["INCOMPLETE"]);

/** CO01 to CO17 of Regulation 1304/2013, Annex I. @source docs/sources.md#esf */
export const CO_DEFINITIONS = {
  CO01: atEntry("unemployed, long-term unemployed included"),
  CO02: atEntry("long-term unemployed", ["CO01"]),
  CO03: atEntry("inactive: neither in work nor seeking it"),
  CO04: atEntry("inactive and not in education or training", ["CO03"]),
  CO05: atEntry("employed, self-employed included"),
  CO06: atEntry("younger than 25 years"),
  CO07: atEntry("older than 54 years"),
  CO08: atEntry("older than 54 years, and unemployed or inactive and not in education or training", ["CO07"]),
  CO09: atEntry("with primary or lower secondary education (ISCED 1 and 2)"),
  CO10: atEntry("with upper secondary or post-secondary education (ISCED 3 and 4)"),
  CO11: atEntry("with tertiary education (ISCED 5 to 8)"),
  CO12: atEntry("in a household where nobody works; asked until the amendment of 2018"),
  CO13: atEntry("in a household where nobody works, with dependent children; asked until 2018", ["CO12"]),
  CO14: atEntry("a single adult with dependent children; asked until 2018"),
  CO15: sensitive("migrants, of foreign background or of a minority", "MIGRANT"),
  CO16: sensitive("with a disability", "DISABILITY"),
  CO17: sensitive("disadvantaged otherwise", "OTHER"),
  DISADVANTAGED: counted("Participants with a complete record who are in CO15, CO16 or CO17.", {
    of: ["COMPLETE"],
    excluded: [INCOMPLETE],
    sensitive: true,
  }),
} as const;

function atEntry(text: string, of: readonly string[] = ["COMPLETE"]) {
  return counted(`Participants with a complete record who at entry were ${text}.`, { of, excluded: [INCOMPLETE] });
}

/** Refused, unknown and never asked are three things, and none of them is a no. */
function sensitive(text: string, item: "MIGRANT" | "DISABILITY" | "OTHER") {
  return counted(`Participants with a complete record who answered yes to being ${text}.`, {
    of: ["COMPLETE"],
    sensitive: true,
    excluded: [
      INCOMPLETE,
      leftOut("REFUSED", [`SENSITIVE_REFUSED_${item}`]),
      leftOut("UNKNOWN", [`SENSITIVE_UNKNOWN_${item}`]),
      leftOut("MISSING", [`SENSITIVE_MISSING_${item}`]),
    ],
  });
}
