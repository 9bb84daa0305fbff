/**
 * The programme's closing question: given what is known of those who started, would a municipality's savings have paid
 * for the effort, with how much deadweight, and from which share of kept jobs on? Pure.
 */
import { addMonths, fraction, type LocalDate } from "@inclusion/kernel";
import { rounded, times } from "../exact/fraction.ts";
import type { WorkFile, WorkSpell } from "../pathway/pathway.ts";
import { MILLION, midPoint, type Point, type SimulationInputs } from "../simulation/simulation-inputs.ts";
import { costParts, type Model, modelOf, personsIn } from "../simulation/simulation-model.ts";
import { type MunicipalityResult, municipalityResult, scopeOf } from "../simulation/simulation-scope.ts";

/** What is counted of those who started in one municipality. */
export type Observed = Readonly<{
  started: number;
  /** Who got a job without subsidy after the start. */
  employed: number;
  /** Whose job was still kept half a year later. */
  sustained: number;
  /** Whose half-year had passed on the day, so that it is known. */
  judged: number;
}>;

/** The answer for one municipality; `result` is null when nobody of it can be simulated. */
export type ClosingAnswer = Readonly<{
  municipalityCode: string | null;
  observed: Observed;
  result: Omit<MunicipalityResult, "municipalityCode"> | null;
}>;

/** Months after which a job counts as kept. */
export const SUSTAINED_MONTHS = 6;

/** Counts those who started, as known on a day. */
export function observe(files: readonly WorkFile[], asOf: LocalDate): Observed {
  const jobs = files.map(({ startedOn, spells }) => spells.find((spell) => isJob(spell, startedOn, asOf)));
  const employed = jobs.filter((job) => job !== undefined);
  const judged = employed.filter(({ startedOn }) => addMonths(startedOn, SUSTAINED_MONTHS) <= asOf);
  const sustained = judged.filter(
    ({ startedOn, endedOn }) => endedOn === null || endedOn >= addMonths(startedOn, SUSTAINED_MONTHS),
  );
  return { started: files.length, employed: employed.length, judged: judged.length, sustained: sustained.length };
}

function isJob({ startedOn, isSubsidised, form }: WorkSpell, from: LocalDate, asOf: LocalDate): boolean {
  return !isSubsidised && startedOn >= from && startedOn <= asOf && COUNTED_FORMS.has(form);
}

const COUNTED_FORMS: ReadonlySet<string> = new Set(["ORDINARY", "SMALL_JOB", "APPRENTICE", "SELF_EMPLOYED"]);

/** The assumptions in the middle, with what was observed in the place of what is assumed. */
export function observedPoint(mid: Point, { started, employed, judged, sustained }: Observed): Point {
  return {
    ...mid,
    DEADWEIGHT: 0,
    EMPLOYMENT_RATE: started === 0 ? 0 : share(employed, started),
    SUSTAINED_RATE: judged === 0 ? mid.SUSTAINED_RATE : share(sustained, judged),
  };
}

function share(part: number, whole: number): number {
  return Number(rounded(times(fraction(part, whole), fraction(MILLION))));
}

/**
 * The answers by municipality, in the order of their codes. Each bears the part of the cost that its starters are of
 * all starters, also of those who cannot be simulated; the parts sum to the cost.
 */
export function closingAnswers(
  inputs: SimulationInputs,
  files: readonly WorkFile[],
  asOf: LocalDate,
): readonly ClosingAnswer[] {
  const model = modelOf(inputs);
  const mid = midPoint(inputs.assumptions);
  const byCode = [...Map.groupBy(files, ({ municipalityCode }) => municipalityCode)].sort(([a], [b]) =>
    a === null ? 1 : b === null ? -1 : a < b ? -1 : 1,
  );
  const weights = byCode.map(([, own]) => BigInt(own.length));
  const costs = costParts(model.costs, weights);
  return byCode.map(([municipalityCode, own], index) => {
    const observed = observe(own, asOf);
    const groups = inputs.groups.filter((group) => group.municipalityCode === municipalityCode);
    if (personsIn(groups) === 0) return { municipalityCode, observed, result: null };
    const ofPlace: Model = { ...model, costs: costs.map((parts) => parts[index] ?? 0n) };
    return {
      municipalityCode,
      observed,
      result: municipalityResult(scopeOf(ofPlace, groups), observedPoint(mid, observed)),
    };
  });
}
