/** What changes of room for people share. */
import { type Decision, refuse } from "@inclusion/kernel";
import { Fault, type Reader, withinCompany, withinMunicipalities } from "@inclusion/kernel/runtime";
import type { ActionInput, VersionInput } from "./action.ts";
import type { Problem } from "./refusal/rule.ts";
import type { AcceleratorRefusalCode } from "./refusals.ts";

/** What a mutation of a row that there is brings with it. */
export type RowInput = ActionInput & VersionInput & Readonly<{ id: string }>;

export type RoomDecision<Answer> = Decision<Answer, AcceleratorRefusalCode>;

/** The decision with other problems put before its own. */
export function withProblems<Value>(problems: readonly Problem[], decided: RoomDecision<Value>): RoomDecision<Value> {
  const [first, ...more] = problems;
  if (first === undefined) return decided;
  return refuse(first, ...more, ...(decided.ok ? [] : decided.refusals));
}

/** There is no such row, or none that the viewer may change. */
export function notFound(what: string): Fault {
  return new Fault("NOT_FOUND", `There is no ${what} of this id that you may change.`);
}

/** Whose a new row is to be. */
export type RowPlace = Readonly<{
  programmeId: string;
  organisationId: string;
  courseId: string | null;
  municipalityCode: string;
}>;

/**
 * Asks the row policies' own conditions whether the viewer could see such a row of a programme that is there.
 *
 * @throws Fault NOT_FOUND when the viewer could not, or there is no such programme
 */
export async function requireReach(reader: Reader, row: RowPlace): Promise<void> {
  const reach = [
    "EXISTS (SELECT FROM accelerator.known_programme WHERE programme_id = $1::uuid)",
    withinCompany("$3::uuid", "$2::uuid"),
    withinMunicipalities("accelerator", "$4::text"),
  ];
  const [found] = await reader.query<{ isReached: boolean | null }>(`SELECT ${reach.join(" AND ")} AS "isReached"`, [
    row.programmeId,
    row.organisationId,
    row.courseId,
    row.municipalityCode,
  ]);
  if (found?.isReached !== true) {
    throw new Fault("NOT_FOUND", "There is no company of this id in this programme and place that you may write for.");
  }
}
