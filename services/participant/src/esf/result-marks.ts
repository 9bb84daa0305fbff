/** What a participant counts in after leaving: the common results, and how the exit stands to the entry. Pure. */
import type { LocalDate } from "@inclusion/kernel";
import type { LabourStatus } from "../entry-facts/entry-facts.ts";
import type { Exit } from "../exit/exit.ts";
import type { FollowUp } from "../follow-up/follow-up.ts";
import { dueOnAfter, isInWindow } from "../follow-up/follow-up-window.ts";
import { firstOf, type Mark } from "../participation/ledger-entry.ts";
import type { ParticipationFile } from "../participation/participation-file.ts";
import { type Entrant, isAbove54, isComplete, isDisadvantaged, isInactive, isUnemployed } from "./entry-marks.ts";

/** How things stood on a day, from the exit or from a follow-up. */
type Situation = Readonly<{
  on: LocalDate;
  cause: string;
  labourStatus: LabourStatus | null;
  searchesJob: boolean;
  inEducation: boolean;
  gainedQualification: boolean;
}>;

/** Whether the answer of a follow-up tells of its window. @source docs/sources.md#esf */
export function isOfWindow(followUp: FollowUp): boolean {
  return followUp.recordedOn !== null && isInWindow(followUp, followUp.recordedOn);
}

type ResultFile = Pick<ParticipationFile, "participation" | "exits" | "followUps">;

/** The exit that counts: the last one, and none while the participant is back. */
export function exitOf({ participation, exits }: Pick<ResultFile, "participation" | "exits">): Exit | null {
  return participation.leftOn === null ? null : (exits[0] ?? null);
}

/** The marks after leaving. */
export function resultMarks(file: ResultFile, entrant: Entrant): readonly Mark[] {
  const exit = exitOf(file);
  const followUps = exit === null ? [] : answered(file).filter(({ leftOn }) => leftOn === exit.leftOn);
  return [
    ...misplacedAnswers(file, exit),
    ...leaving(file, exit),
    ...followUps
      .filter(({ kind }) => kind === "LONG_TERM_6M")
      .filter(isOfWindow)
      .slice(0, 1)
      .map(reached),
    ...(exit === null || !isComplete(entrant)
      ? []
      : [
          ...labourForce(exit, entrant),
          ...onLeaving(situationsOf(exit, followUps), entrant),
          ...sixMonthsAfter(followUps, entrant),
        ]),
  ];
}

function answered({ followUps }: ResultFile): readonly FollowUp[] {
  return followUps.filter(({ status, recordedOn }) => status === "DONE" && recordedOn !== null);
}

/** Answers that are no results, each code once. */
function misplacedAnswers(file: ResultFile, exit: Exit | null): readonly Mark[] {
  const wrong = (indicator: string, followUps: readonly FollowUp[]): readonly Mark[] => {
    const first = firstOf(
      followUps.map(({ id, recordedOn }) => ({ on: recordedOn as LocalDate, cause: `follow-up ${id}` })),
    );
    return first === null ? [] : [{ ...first, indicator }];
  };
  const all = answered(file);
  return exit === null
    ? wrong("RESULT_WITHOUT_EXIT", all)
    : wrong(
        "RESULT_OUTSIDE_WINDOW",
        all.filter((followUp) => !isOfWindow(followUp)),
      );
}

function leaving({ participation: { id, leftOn } }: ResultFile, exit: Exit | null): readonly Mark[] {
  if (leftOn === null) return [];
  const on = exit?.leftOn ?? leftOn;
  const cause = exit === null ? `participation ${id}` : `exit ${exit.id}`;
  return [
    { indicator: "LEFT", on, cause },
    { indicator: "FOLLOW_UP_6M_DUE", on: dueOnAfter("LONG_TERM_6M", on), cause },
  ];
}

function reached({ id, recordedOn }: FollowUp): Mark {
  return { indicator: "FOLLOW_UP_6M_REACHED", on: recordedOn as LocalDate, cause: `follow-up ${id}` };
}

/** Whoever works or is unemployed is in the labour force; everybody else stands outside. */
function labourForce(exit: Exit, entrant: Entrant): readonly Mark[] {
  const [before, after] = [!isInactive(entrant), !isInactive(exit)];
  const indicator = before
    ? after
      ? "LABOUR_FORCE_STAYED"
      : "LABOUR_FORCE_LEFT"
    : after
      ? "LABOUR_FORCE_JOINED"
      : "LABOUR_FORCE_OUTSIDE";
  return [{ indicator, on: exit.leftOn, cause: `exit ${exit.id}` }];
}

/** The exit itself and what was told of the four weeks after it. */
function situationsOf(exit: Exit, followUps: readonly FollowUp[]): readonly Situation[] {
  const told = followUps
    .filter(({ kind }) => kind === "IMMEDIATE_4W")
    .filter(isOfWindow)
    .map(
      ({ id, recordedOn, ...answer }): Situation => ({
        on: recordedOn as LocalDate,
        cause: `follow-up ${id}`,
        labourStatus: answer.labourStatus,
        searchesJob: answer.searchesJob ?? false,
        inEducation: answer.inEducation ?? false,
        gainedQualification: answer.gainedQualification ?? false,
      }),
    );
  return [{ ...exit, on: exit.leftOn, cause: `exit ${exit.id}` }, ...told];
}

/** CR01 to CR05, each on the first day on which it is true. @source docs/sources.md#esf */
function onLeaving(situations: readonly Situation[], entrant: Entrant): readonly Mark[] {
  const wasOutOfWork = isUnemployed(entrant) || isInactive(entrant);
  const marks = [
    ...first("CR01", situations, ({ searchesJob }) => searchesJob && isInactive(entrant)),
    ...first("CR02", situations, ({ inEducation }) => inEducation && entrant.labourStatus !== "INACTIVE"),
    ...first("CR03", situations, ({ gainedQualification }) => gainedQualification),
    ...first("CR04", situations, ({ labourStatus }) => labourStatus === "EMPLOYED" && wasOutOfWork),
  ];
  const any = isDisadvantaged(entrant) ? firstOf(marks) : null;
  return any === null ? marks : [...marks, { ...any, indicator: "CR05" }];
}

function first(
  indicator: string,
  situations: readonly Situation[],
  holds: (situation: Situation) => boolean,
): readonly Mark[] {
  const found = firstOf(situations.filter(holds));
  return found === null ? [] : [{ indicator, on: found.on, cause: found.cause }];
}

/** CR06 to CR09, on the day of which the answer tells. @source docs/sources.md#esf */
function sixMonthsAfter(followUps: readonly FollowUp[], entrant: Entrant): readonly Mark[] {
  const [answer] = followUps.filter(({ kind }) => kind === "LONG_TERM_6M").filter(isOfWindow);
  if (answer === undefined) return [];
  const isEmployed = answer.labourStatus === "EMPLOYED" && entrant.labourStatus !== "EMPLOYED";
  const isBetter = answer.improvedSituation === true && entrant.labourStatus === "EMPLOYED";
  const codes = [
    ...(isEmployed ? ["CR06"] : []),
    ...(isBetter ? ["CR07"] : []),
    ...(isEmployed && isAbove54(entrant) ? ["CR08"] : []),
    ...(isEmployed && isDisadvantaged(entrant) ? ["CR09"] : []),
  ];
  return codes.map((indicator) => ({ ...reached(answer), indicator }));
}
