/** Which types of this service are about persons, and what is written down when they are read. */
import type { ReadLog, ReadOf } from "@inclusion/kernel/runtime";
import { definitionOf } from "../indicator/definitions.ts";
import { accessSql } from "./access-log.repository.ts";
import { type AccessFieldGroup, purposeOf } from "./access-log.ts";

/** Rows that name the participation they belong to. */
function rowsOf(fieldGroup: AccessFieldGroup, ...types: readonly string[]): Record<string, ReadOf> {
  const subjectOf = ({ participationId }: Readonly<{ participationId: string }>): string => participationId;
  return Object.fromEntries(types.map((type) => [type, { fieldGroup, subjectOf }]));
}

/** Figures are about nobody; the sensitive ones leave a line all the same, so that it shows who asks them one by one. */
function figureOf<Row>(codeOf: (row: Row) => string): ReadOf {
  return {
    fieldGroup: "AGGREGATE",
    subjectOf: (row) => (definitionOf(codeOf(row))?.sensitive === true ? FIGURES : null),
  };
}

/** Stands for whoever is counted: a line about figures holds nobody. */
const FIGURES = "figures";

/** Identities are not here: they are written down where they are opened, each for the purpose it is asked for. */
export const READ_LOG: ReadLog = {
  types: {
    Participation: { fieldGroup: "PARTICIPATION", subjectOf: ({ id }: Readonly<{ id: string }>) => id },
    IndicatorChange: {
      fieldGroup: "PARTICIPATION",
      subjectOf: ({ subjectId }: Readonly<{ subjectId: string }>) => subjectId,
    },
    RowChange: { fieldGroup: "PARTICIPATION", subjectOf: ({ id }: Readonly<{ id: string }>) => id },
    ...rowsOf("PARTICIPATION", "OwnershipGap"),
    ...rowsOf("FILE", "Activity", "CompanyContact", "Course", "Employment", "EntryFacts", "Exit", "FollowUp"),
    ...rowsOf(
      "FILE",
      "DueFollowUp",
      "Match",
      "Owner",
      "PathwayEvent",
      "Placement",
      "Readiness",
      "Referral",
      "Screening",
    ),
    ...rowsOf("MEASUREMENT", "Measurement", "ProgressChange"),
    ...rowsOf("SENSITIVE", "SensitiveFacts"),
    IndicatorFigure: figureOf(({ code }: Readonly<{ code: string }>) => code),
    CohortTable: figureOf(({ indicator }: Readonly<{ indicator: string }>) => indicator),
    EsfRow: figureOf(({ code }: Readonly<{ code: string }>) => code),
  },
  statement: ({ viewer, requestId, occasion }, read) =>
    accessSql(
      { viewer, requestId, occasion },
      [...read].map(([fieldGroup, ids]) => ({
        fieldGroup: fieldGroup as AccessFieldGroup,
        purpose: purposeOf(occasion.purpose),
        accessed: [...ids].map((participationId) => ({ participationId })),
      })),
    ),
};
