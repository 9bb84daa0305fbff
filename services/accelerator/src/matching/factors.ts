/** How well one thing of an opening fits one thing of a participation, from 0 (not at all) to 10,000 (wholly). Pure. */
import { FACTORS, type Factor, type MatchingWeights } from "./weights.ts";

/** The best that a factor can be, in basis points. */
export const WHOLE = 10_000;

/** What is compared of a job opening; nothing of the company but its place. */
export type OpeningNeeds = Readonly<{
  id: string;
  municipalityCode: string;
  hoursPerWeek: number;
  form: string;
  /** What the work asks of somebody, as `HEAVY_LIFTING`. */
  requirements: readonly string[];
  /** What the workplace offers, as `CALM_SETTING`. */
  offers: readonly string[];
}>;

/** What is compared of a participation that is ready for work; nothing of the person but the needs. */
export type ReadyParticipation = Readonly<{
  participationId: string;
  municipalityCode: string;
  hoursPerWeek: number;
  needs: readonly string[];
  earlierForms: readonly string[];
}>;

/** The fit of every factor in basis points. */
export type Fits = Readonly<Record<Factor, number>>;

/** Fewer hours than somebody is ready for cost their difference, more hours twice as much. */
export function hoursFit(offered: number, ready: number, { hoursApart }: MatchingWeights): number {
  const apart = offered > ready ? 2 * (offered - ready) : ready - offered;
  return Math.max(0, WHOLE - Math.round((apart * WHOLE) / hoursApart));
}

/** The share of needs that are met; who needs nothing is met wholly. */
export function needsFit(met: number, needs: number): number {
  return needs === 0 ? WHOLE : Math.floor((met * WHOLE) / needs);
}

/** Nearer fits better; a place that is not known fits not at all. */
export function distanceFit(km: number | null, { farKm }: MatchingWeights): number {
  return km === null ? 0 : Math.max(0, WHOLE - Math.round((km * WHOLE) / farKm));
}

/** The same form of work before fits wholly, another form half, none not at all. */
export function formsFit(form: string, earlierForms: readonly string[]): number {
  if (earlierForms.includes(form)) return WHOLE;
  return earlierForms.length > 0 ? WHOLE / 2 : 0;
}

/** A need is met by what the workplace offers; a need not to do something, by the work not asking for it. */
export function isMet(need: string, { requirements, offers }: Pick<OpeningNeeds, "requirements" | "offers">): boolean {
  if (offers.includes(need)) return true;
  return need.startsWith(NOT) && !requirements.includes(need.slice(NOT.length));
}

/** What stands before a code that somebody must not meet with, as in `NO_HEAVY_LIFTING`. */
const NOT = "NO_";

/** The best whole fit: a factor's basis points times its percent, summed. */
export const WHOLE_POINTS = WHOLE * 100;

/** The whole fit in points, from 0 to `WHOLE_POINTS`: whole numbers, so that equal fits are equal. */
export function pointsOf(fits: Fits, { percent }: MatchingWeights): number {
  return FACTORS.reduce((sum, factor) => sum + fits[factor] * percent[factor], 0);
}
