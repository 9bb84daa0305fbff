/** What every row of a course's file repeats of its course. Pure. */

/** Columns that every row of a file repeats, so that row policies need no join. */
export type OfFile = Readonly<{ id: string; courseId: string; programmeId: string; municipalityCode: string }>;
