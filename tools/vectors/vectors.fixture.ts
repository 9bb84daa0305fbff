/** Days and digits that some examples name in words only. */

/** Birth dates and the day of entry. */
export const AGES = [
  ["1996-05-01", "2021-04-30"],
  ["1996-05-01", "2021-05-01"],
  ["1966-05-02", "2021-05-01"],
  ["1966-05-01", "2021-05-01"],
  ["2000-02-29", "2025-02-28"],
] as const;

/** The seventh digit and the two digits of the year. */
export const CPR_YEARS = [
  [0, 7],
  [3, 99],
  [4, 36],
  [4, 37],
  [5, 57],
  [8, 58],
  [9, 36],
  [9, 37],
  [6, 0],
] as const;
