/** The life of a programme: which step follows from which state, and what stands against closing. Pure. */
import { acceptUnless, type Decision, type LocalDate, type Refusal } from "@inclusion/kernel";
import { futureRefusals, orderRefusals, textRefusals } from "../refusal/common-rules.ts";

export type ProgrammeState = "DRAFT" | "GRANTED" | "RUNNING" | "EXTENDED" | "CLOSING" | "CLOSED" | "ARCHIVED";

/** Where a programme stands since a day; version 0 when no step was ever recorded. */
export type Life = Readonly<{ programmeId: string; state: ProgrammeState; since: LocalDate | null; version: number }>;

/** One step that was taken. */
export type LifeEvent = Readonly<{
  programmeId: string;
  fromState: ProgrammeState;
  toState: ProgrammeState;
  on: LocalDate;
  reason: string | null;
  recordedAt: Date;
}>;

/** A programme whose public sheet was read has been granted: only what is granted has a sheet. */
export const IMPORTED: Omit<Life, "programmeId"> = { state: "GRANTED", since: null, version: 0 };

const STEPS = {
  grant: { from: ["DRAFT"], to: "GRANTED" },
  start: { from: ["GRANTED"], to: "RUNNING" },
  extend: { from: ["RUNNING", "EXTENDED"], to: "EXTENDED" },
  windUp: { from: ["RUNNING", "EXTENDED"], to: "CLOSING" },
  close: { from: ["CLOSING"], to: "CLOSED" },
  archive: { from: ["CLOSED"], to: "ARCHIVED" },
} as const satisfies Record<string, { from: readonly ProgrammeState[]; to: ProgrammeState }>;

export type LifeStep = keyof typeof STEPS;

/** A step on a day. */
export type Taken = Readonly<{ step: LifeStep; on: LocalDate; reason: string | null; today: LocalDate }>;

type StepCode =
  | "ILLEGAL_TRANSITION"
  | "DATE_ORDER"
  | "DATE_IN_FUTURE"
  | "TEXT_MISSING"
  | "TEXT_TOO_LONG"
  | "CPR_IN_TEXT";

/**
 * The life after a step, unless `obstacles` or the day stand against it.
 *
 * @refuses ILLEGAL_TRANSITION, DATE_ORDER, DATE_IN_FUTURE, the codes of texts, and the obstacles
 */
export function takeStep<Code extends string>(
  life: Life,
  { step, on, reason, today }: Taken,
  obstacles: readonly Refusal<Code>[],
): Decision<Life, StepCode | Code> {
  const { from, to } = STEPS[step];
  const legal: readonly ProgrammeState[] = from;
  const message = `From ${life.state} there is no step ${step}; there is from ${legal.join(" and ")}.`;
  const illegal: Refusal<"ILLEGAL_TRANSITION">[] = legal.includes(life.state)
    ? []
    : [{ code: "ILLEGAL_TRANSITION", message }];
  const refusals: Refusal<StepCode | Code>[] = [
    ...illegal,
    ...orderRefusals(life.since, on, ["input", "on"]),
    ...futureRefusals(on, today, ["input", "on"]),
    ...textRefusals(reason, 500, ["input", "reason"]),
    ...(illegal.length > 0 ? [] : obstacles),
  ];
  return acceptUnless(refusals, () => ({ ...life, state: to, since: on, version: life.version + 1 }));
}

/** What is known of a programme that is to be closed. */
export type Closing = Readonly<{
  programmeId: string;
  finalEvaluations: number;
  openClaims: readonly string[];
  frozenSimulations: number;
  /** The latest last day of eligible costs; null when no grant has told one. */
  eligibleTo: LocalDate | null;
}>;

/**
 * Everything that stands against closing on `day`.
 *
 * @refuses EVALUATION_MISSING, OPEN_CLAIMS, SIMULATION_NOT_FROZEN, GRANT_NOT_ENDED
 */
export function closingObstacles(
  { finalEvaluations, openClaims, frozenSimulations, eligibleTo }: Closing,
  day: LocalDate,
): Refusal<"EVALUATION_MISSING" | "OPEN_CLAIMS" | "SIMULATION_NOT_FROZEN" | "GRANT_NOT_ENDED">[] {
  const obstacles: ReturnType<typeof closingObstacles> = [];
  if (finalEvaluations === 0) {
    obstacles.push({ code: "EVALUATION_MISSING", message: "Publish the final evaluation first." });
  }
  if (openClaims.length > 0) {
    const shown = openClaims.slice(0, 5).join(", ");
    const message = `${openClaims.length} claims are not decided for good (${shown}): have them accepted or rejected first.`;
    obstacles.push({ code: "OPEN_CLAIMS", message });
  }
  if (frozenSimulations === 0) {
    obstacles.push({ code: "SIMULATION_NOT_FROZEN", message: "Freeze the simulation of payments first." });
  }
  if (eligibleTo !== null && day <= eligibleTo) {
    const message = `Costs are eligible until ${eligibleTo}: close after that day.`;
    obstacles.push({ code: "GRANT_NOT_ENDED", message });
  }
  return obstacles;
}

/** Whether nothing of the programme changes any more. */
export function isShut({ state }: Life): boolean {
  return state === "CLOSED" || state === "ARCHIVED";
}
