/** What a check found: nothing, or every problem at once. */
export type Report = Readonly<{
  /** A whole sentence for each thing that is wrong, with its place. */
  problems: readonly string[];
  /** What the reader should know although nothing is wrong, as a part that could not be looked at. */
  notes?: readonly string[];
}>;

/** A report of `problems` and nothing else. */
export function report(problems: readonly string[]): Report {
  return { problems };
}

/** All reports as one. */
export function merged(...reports: readonly Report[]): Report {
  return {
    problems: reports.flatMap(({ problems }) => problems),
    notes: reports.flatMap(({ notes }) => notes ?? []),
  };
}
