/** Initiatives: from a need to a social enterprise or a development project, or to nothing. Pure. */
import { accept, type LocalDate, type MeasureEntry } from "@inclusion/kernel";
import {
  type Given,
  type Moment,
  notBefore,
  notInFuture,
  type Problem,
  type Rule,
  reasonGiven,
  refusedFor,
  shortText,
  when,
  words,
} from "../record/rule.ts";

export type InitiativeKind = "SOCIAL_ENTERPRISE" | "DEVELOPMENT_PROJECT";
export type InitiativeStage = "NEED" | "EXPLORING" | "DESIGNED" | "PILOT" | "ESTABLISHED" | "DROPPED";

/** An initiative as stored. */
export type Initiative = Readonly<{
  id: string;
  programmeId: string;
  municipalityCode: string | null;
  kind: InitiativeKind;
  title: string;
  need: string;
  stage: InitiativeStage;
  /** What it became; of a social enterprise always there when it is established. */
  organisationId: string | null;
  dropReason: string | null;
  synthetic: boolean;
}>;

/** That a stage was reached on a day. */
export type InitiativeStep = Readonly<{
  id: string;
  initiativeId: string;
  programmeId: string;
  municipalityCode: string | null;
  stage: InitiativeStage;
  reachedOn: LocalDate;
}>;

export type InitiativeFile = Readonly<{ record: Initiative; version: number; steps: readonly InitiativeStep[] }>;

/** What may follow; ESTABLISHED and DROPPED are ends. */
export const NEXT_STAGES: Readonly<Record<InitiativeStage, readonly InitiativeStage[]>> = {
  NEED: ["EXPLORING", "DROPPED"],
  EXPLORING: ["DESIGNED", "DROPPED"],
  DESIGNED: ["PILOT", "DROPPED"],
  PILOT: ["ESTABLISHED", "DROPPED"],
  ESTABLISHED: [],
  DROPPED: [],
};

/** Registers a need. @refuses NEED_MISSING, VALUE_OUT_OF_RANGE, DATE_IN_FUTURE */
export function registerNeed(file: InitiativeFile, registeredOn: LocalDate): Rule<InitiativeFile> {
  const { title, need } = file.record;
  return (_empty, at) => {
    const problems = [
      ...words(title, "title", 200),
      ...when(need.trim() === "", "NEED_MISSING", "Say which need it answers.", "need"),
      ...shortText(need, "need", 5_000),
      ...notInFuture(at, registeredOn, "registeredOn"),
    ];
    return refusedFor(problems) ?? accept({ ...file, steps: [stepOf(file, "NEED", { at, reachedOn: registeredOn })] });
  };
}

/** What is known of the organisation that an initiative became; null when none was named or there is none. */
export type Established = Readonly<{ id: string; cvr: string | null }> | null;

/** A step, with what it needs. */
export type Advance = Readonly<{
  stage: Exclude<InitiativeStage, "NEED">;
  reachedOn: LocalDate;
  reason?: Given<string>;
  organisation?: Established;
}>;

/**
 * Takes an initiative to its next stage.
 *
 * @refuses ILLEGAL_TRANSITION, CVR_REQUIRED, REASON_REQUIRED, DATE_IN_FUTURE, DATE_ORDER
 */
export function advance({ stage, reachedOn, reason, organisation }: Advance): Rule<InitiativeFile> {
  return (file, at) => {
    const problems = [
      ...nextStage(file.record, stage),
      ...(stage === "ESTABLISHED" ? registered(file.record, organisation ?? null) : []),
      ...(stage === "DROPPED" ? reasonGiven(reason) : []),
      ...notInFuture(at, reachedOn, "reachedOn"),
      ...notBefore(reachedOn, file.steps.at(-1)?.reachedOn, "the stage before", "reachedOn"),
    ];
    const record: Initiative = {
      ...file.record,
      stage,
      organisationId: organisation?.id ?? file.record.organisationId,
      dropReason: stage === "DROPPED" ? (reason ?? null) : null,
    };
    const steps = [...file.steps, stepOf(file, stage, { at, reachedOn })];
    return refusedFor(problems) ?? accept({ ...file, record, steps });
  };
}

function nextStage({ stage }: Initiative, wanted: InitiativeStage): readonly Problem[] {
  const next = NEXT_STAGES[stage].join(" or ") || "nothing";
  const message = `The initiative is ${stage}: what may follow is ${next}, not ${wanted}.`;
  return when(!NEXT_STAGES[stage].includes(wanted), "ILLEGAL_TRANSITION", message, "initiativeId");
}

function registered({ kind }: Initiative, organisation: Established): readonly Problem[] {
  const isMissing = kind === "SOCIAL_ENTERPRISE" && (organisation === null || organisation.cvr === null);
  const message = "A social enterprise is established with an organisation that has its register number (CVR).";
  return when(isMissing, "CVR_REQUIRED", message, "organisationId");
}

function stepOf(
  { record }: InitiativeFile,
  stage: InitiativeStage,
  { at, reachedOn }: Readonly<{ at: Moment; reachedOn: LocalDate }>,
): InitiativeStep {
  const { id: initiativeId, programmeId, municipalityCode } = record;
  return { id: at.newId(), initiativeId, programmeId, municipalityCode, stage, reachedOn };
}

/** An initiative counts when it begins, when it is tried and when it has become something. */
export function initiativeMeasures({ record, steps }: InitiativeFile): readonly MeasureEntry[] {
  const codes: Partial<Record<InitiativeStage, readonly string[]>> = {
    NEED: ["INITIATIVES"],
    PILOT: ["INITIATIVES_PILOTED"],
    ESTABLISHED: [record.kind === "SOCIAL_ENTERPRISE" ? "NEW_ENTERPRISES" : "DEVELOPMENT_PROJECTS"],
    DROPPED: ["INITIATIVES_DROPPED"],
  };
  return steps.flatMap(({ stage, reachedOn }) =>
    (codes[stage] ?? []).map((indicator) => ({
      ...{ indicator, amount: 1, validOn: reachedOn, definitionVersion: 1, dimensions: {} },
      ...{ programmeId: record.programmeId, municipalityCode: record.municipalityCode, subjectId: record.id },
      ...{ cause: `initiative ${record.id}`, synthetic: record.synthetic },
    })),
  );
}
