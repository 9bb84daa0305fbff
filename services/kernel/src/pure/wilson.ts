/** How sure a share is that was found among few. */

/** Standard deviations within which 95 of 100 shares lie. */
const Z = 1.959964;

/** A share in basis points, with the bounds of its 95 % interval. */
export type Share = Readonly<{ basisPoints: number; lowBp: number; highBp: number }>;

/**
 * `hits` of `trials` with the Wilson interval, which keeps within 0 and 1 for few trials too; null when none were.
 *
 * @source docs/sources.md#esf
 */
export function shareOf(hits: number, trials: number): Share | null {
  if (trials === 0 || hits > trials) return null;
  const share = hits / trials;
  const square = Z * Z;
  const centre = (share + square / (2 * trials)) / (1 + square / trials);
  const half = (Z / (1 + square / trials)) * Math.sqrt((share * (1 - share)) / trials + square / (4 * trials * trials));
  return {
    basisPoints: inBasisPoints(share),
    lowBp: inBasisPoints(Math.max(0, centre - half)),
    highBp: inBasisPoints(Math.min(1, centre + half)),
  };
}

/**
 * How many of `population` must answer so that a share is known within `margin` (as 0.05), whatever the share is.
 *
 * @source docs/sources.md#esf
 */
export function answersFor(margin: number, population: number): number {
  if (population === 0) return 0;
  const unlimited = (Z * Z * 0.25) / (margin * margin);
  return Math.min(population, Math.ceil(unlimited / (1 + (unlimited - 1) / population)));
}

function inBasisPoints(share: number): number {
  return Math.round(share * 10_000);
}
