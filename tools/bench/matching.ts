/**
 * What the ranking of ready participations costs: 500 openings of a programme against 10,000 participations. Prints one
 * line; `npm run bench -- --measure matching`.
 */
import { MUNICIPALITY_CODES } from "@inclusion/accelerator/matching/distance";
import type { OpeningNeeds, ReadyParticipation } from "@inclusion/accelerator/matching/factors";
import { rankForOpening, tableOfReady } from "@inclusion/accelerator/matching/ranking";
import { MATCHING_WEIGHTS, type MatchingWeights } from "@inclusion/accelerator/matching/weights";

/** CPU time of the process in milliseconds, the median of the rounds. */
type MatchingCost = Readonly<{ openings: number; participations: number; pairs: number; cpuMs: number }>;

const OPENINGS = 500;
const PARTICIPATIONS = 10_000;
const ROUNDS = 5;
const NEEDS = ["CALM_SETTING", "MENTOR", "SHORT_DAYS", "NO_HEAVY_LIFTING", "NO_NIGHT_WORK", "OWN_PACE", "FIXED_TASKS"];
const FORMS = ["SMALL_JOB", "WORK_TRIAL", "WAGE_SUBSIDY", "ORDINARY"];

/** Ranks every opening with its ten best, the same made-up rows in each round. */
function measureMatching(): MatchingCost {
  const openings = Array.from({ length: OPENINGS }, (_, index) => openingOf(index));
  const ready = Array.from({ length: PARTICIPATIONS }, (_, index) => readyOf(index));
  const asked = { weights: MATCHING_WEIGHTS[0] as MatchingWeights, first: 10, withinKm: null };
  const times = Array.from({ length: ROUNDS }, () => {
    const before = process.cpuUsage();
    const table = tableOfReady(ready);
    for (const opening of openings) rankForOpening(opening, table, asked);
    const { user, system } = process.cpuUsage(before);
    return (user + system) / 1_000;
  });
  const cpuMs = times.sort((a, b) => a - b)[Math.floor(ROUNDS / 2)] as number;
  return { openings: OPENINGS, participations: PARTICIPATIONS, pairs: OPENINGS * PARTICIPATIONS, cpuMs };
}

/** The cost as a line of the report. */
function matchingReport({ openings, participations, cpuMs }: MatchingCost): string {
  return `matching: ${participations} ready participations for each of ${openings} openings, ${cpuMs.toFixed(0)} ms of CPU`;
}

function openingOf(index: number): OpeningNeeds {
  return {
    id: `opening ${index}`,
    municipalityCode: pick(MUNICIPALITY_CODES, index * 31),
    hoursPerWeek: 2 + (index % 36),
    form: pick(FORMS, index),
    requirements: index % 3 === 0 ? ["HEAVY_LIFTING"] : [],
    offers: NEEDS.filter((_, at) => ((index * 37) >> at) % 2 === 1),
  };
}

function readyOf(index: number): ReadyParticipation {
  return {
    participationId: `participation ${(index * 7_919) % 100_003}`,
    municipalityCode: pick(MUNICIPALITY_CODES, index * 17),
    hoursPerWeek: 1 + (index % 74) / 2,
    needs: NEEDS.filter((_, at) => ((index * 53) >> at) % 3 === 1),
    earlierForms: FORMS.filter((_, at) => (index >> at) % 2 === 1),
  };
}

function pick<Value>(values: readonly Value[], index: number): Value {
  return values[index % values.length] as Value;
}

console.log(matchingReport(measureMatching()));
