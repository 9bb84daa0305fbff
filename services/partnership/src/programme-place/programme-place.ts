/** Who takes part in a programme: municipalities, regions and organisations, and why they were chosen. Pure. */
import type { LocalDate, MeasureEntry, Refusal } from "@inclusion/kernel";
import { futureRefusals, rangeRefusals, sourceRefusals } from "../refusal/common-rules.ts";

/** A municipality's part in a programme, from one first day. */
export type ProgrammePlace = Readonly<{
  programmeId: string;
  municipalityCode: string;
  joinedOn: LocalDate;
  leftOn: LocalDate | null;
  capacity: number | null;
  agreementRef: string | null;
  leaveReason: string | null;
  synthetic: boolean;
}>;

/** By what a municipality was chosen; null is not known. */
export type SelectionProfile = Readonly<{
  programmeId: string;
  municipalityCode: string;
  companies: number | null;
  socialEnterprises: number | null;
  population: number | null;
  vulnerableCount: number | null;
  problemMix: readonly Readonly<{ problem: ProblemKind; percent: number }>[];
  asOf: LocalDate;
  source: string;
}>;

export type ProblemKind =
  | "LONG_TERM_UNEMPLOYMENT"
  | "MENTAL_HEALTH"
  | "PHYSICAL_HEALTH"
  | "SUBSTANCE_USE"
  | "HOMELESSNESS"
  | "LANGUAGE"
  | "NO_EDUCATION"
  | "DEBT"
  | "OTHER";

export type RegionalSupport = Readonly<{
  id: string;
  programmeId: string;
  regionCode: string;
  kind: "CO_FINANCING" | "ADVICE" | "RECOMMENDATION";
  contact: string | null;
  from: LocalDate;
  until: LocalDate | null;
}>;

export type ProgrammeRole = Readonly<{
  id: string;
  programmeId: string;
  role: "BENEFICIARY" | "PROJECT_LEAD" | "STEERING_GROUP" | "COMPANY_ADVISER" | "EVALUATOR";
  organisationId: string;
  from: LocalDate;
  until: LocalDate | null;
}>;

export type ProgrammeElement = Readonly<{
  id: string;
  programmeId: string;
  code: string;
  title: string;
  axis: "AXIS_3B1" | "AXIS_3B2";
  description: string;
}>;

const MOST = 2_000_000_000;

/** Why a municipality cannot join on a day. */
export function joinRefusals(
  parts: readonly ProgrammePlace[],
  joinedOn: LocalDate,
): Refusal<"ALREADY_IN_PROGRAMME" | "DATE_ORDER">[] {
  const open = parts.find(({ leftOn }) => leftOn === null);
  if (open !== undefined) {
    const message = `It takes part since ${open.joinedOn}: let it leave first.`;
    return [{ code: "ALREADY_IN_PROGRAMME", message, field: ["input", "municipalityCode"] }];
  }
  const left = parts
    .flatMap(({ leftOn }) => leftOn ?? [])
    .sort()
    .at(-1);
  if (left === undefined || left < joinedOn) return [];
  return [
    { code: "DATE_ORDER", message: `It took part until ${left}: begin after that day.`, field: ["input", "joinedOn"] },
  ];
}

/** Why a profile cannot be kept. */
export function profileRefusals(profile: SelectionProfile, today: LocalDate) {
  const { companies, socialEnterprises, population, vulnerableCount, problemMix, asOf, source } = profile;
  const problems = problemMix.map(({ problem }) => problem);
  const refusals: Refusal<"TEXT_MISSING" | "VALUE_OUT_OF_RANGE">[] = [];
  if (
    [companies, socialEnterprises, population, vulnerableCount].every((figure) => figure === null) &&
    problems.length === 0
  ) {
    refusals.push({ code: "TEXT_MISSING", message: "Give at least one figure.", field: ["input"] });
  }
  if (new Set(problems).size < problems.length) {
    refusals.push({
      code: "VALUE_OUT_OF_RANGE",
      message: "Name each kind of problem once.",
      field: ["input", "problemMix"],
    });
  }
  return [
    ...refusals,
    ...rangeRefusals(companies, [0, MOST], ["input", "companies"]),
    ...rangeRefusals(socialEnterprises, [0, companies ?? MOST], ["input", "socialEnterprises"]),
    ...rangeRefusals(population, [0, MOST], ["input", "population"]),
    ...rangeRefusals(vulnerableCount, [0, population ?? MOST], ["input", "vulnerableCount"]),
    ...problemMix.flatMap(({ percent }, at) =>
      rangeRefusals(percent, [0, 100], ["input", "problemMix", String(at), "percent"]),
    ),
    ...futureRefusals(asOf, today, ["input", "asOf"]),
    ...sourceRefusals(source, ["input", "source"]),
  ];
}

/** That a municipality takes part, for the ledger; a municipality that comes back is counted once. */
export function placeEntry(place: ProgrammePlace, subjectId: string): MeasureEntry {
  const { programmeId, municipalityCode, joinedOn: validOn, synthetic } = place;
  const cause = `municipality ${municipalityCode}`;
  const counted = { amount: 1, definitionVersion: 1, dimensions: {}, synthetic };
  return { ...counted, indicator: "MUNICIPALITIES", programmeId, municipalityCode, subjectId, validOn, cause };
}

/** The parts as the other services are told them: the last one of each municipality. */
export function toldPlaces(parts: readonly ProgrammePlace[]): ProgrammePlace[] {
  const last = new Map<string, ProgrammePlace>();
  for (const part of parts) {
    if ((last.get(part.municipalityCode)?.joinedOn ?? "") < part.joinedOn) last.set(part.municipalityCode, part);
  }
  return [...last.values()].sort((a, b) => (a.municipalityCode < b.municipalityCode ? -1 : 1));
}
