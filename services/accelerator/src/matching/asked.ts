/** What a question about matches means. Pure. */
import { accept, addDays, type Decision, daysBetween, type LocalDate, localDate, refuse } from "@inclusion/kernel";
import type { RankingAsked } from "./ranking.ts";
import { DEFAULT_WEIGHTS_VERSION, MATCHING_WEIGHTS, weightsOf } from "./weights.ts";

/** A Monday. */
const SOME_MONDAY = localDate("2018-01-01");

/** A day with Monday and Sunday of its week. */
export function weekOf(day: LocalDate): Readonly<{ on: LocalDate; from: LocalDate; to: LocalDate }> {
  const since = ((daysBetween(SOME_MONDAY, day) % 7) + 7) % 7;
  return { on: day, from: addDays(day, -since), to: addDays(day, 6 - since) };
}

/** How the question was put. */
export type MatchArguments = Readonly<{
  withinKm?: number | null | undefined;
  weightsVersion?: number | null | undefined;
  first?: number | null | undefined;
}>;

/** @refuses PAGE_SIZE, WEIGHTS_UNKNOWN, DISTANCE_OUT_OF_RANGE; each names its argument */
export function rankingAsked(
  { withinKm, weightsVersion, first }: MatchArguments,
  defaultFirst: number,
): Decision<RankingAsked, "PAGE_SIZE" | "WEIGHTS_UNKNOWN" | "DISTANCE_OUT_OF_RANGE"> {
  const count = first ?? defaultFirst;
  const weights = weightsOf(weightsVersion ?? DEFAULT_WEIGHTS_VERSION);
  if (count < 1 || count > MOST) {
    return refuse({ code: "PAGE_SIZE", message: `Ask for 1 to ${MOST}.`, field: ["first"] });
  }
  if (withinKm != null && (withinKm < 0 || withinKm > FARTHEST)) {
    const message = `A distance is 0 to ${FARTHEST} kilometres.`;
    return refuse({ code: "DISTANCE_OUT_OF_RANGE", message, field: ["withinKm"] });
  }
  if (weights === null) {
    const versions = MATCHING_WEIGHTS.map(({ version }) => version).join(", ");
    const message = `There are weights of the versions ${versions}.`;
    return refuse({ code: "WEIGHTS_UNKNOWN", message, field: ["weightsVersion"] });
  }
  return accept({ weights, first: count, withinKm: withinKm ?? null });
}

const MOST = 100;
const FARTHEST = 1_000;
