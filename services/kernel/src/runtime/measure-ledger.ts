import { addDays, type Count, type LocalDate, localDate } from "../pure/index.ts";
import type { BaseContext } from "./context.ts";
import type { Reader } from "./database.ts";
import { Fault } from "./errors.ts";

/** The two clocks of a figure: true on the day `asOf`, as known at the instant `knownAt`. */
export type TwoClocks = Readonly<{ asOf: LocalDate; knownAt: Date }>;

/** One indicator of one programme, summed. */
export type MeasureTotal = Readonly<{
  programmeId: string;
  indicator: string;
  definitionVersion: number;
  count: number;
  synthetic: boolean;
}>;

/**
 * Sums the ledger by programme and indicator, in one statement, over the rows that the reader's viewer may see; how is
 * told at `ledgerTotals`.
 *
 * @returns nothing for an indicator without entries
 */
export async function readTotals(
  reader: Reader,
  schema: string,
  programmeIds: readonly string[],
  { asOf, knownAt }: TwoClocks,
): Promise<MeasureTotal[]> {
  return reader.query<MeasureTotal>(
    `SELECT programme_id AS "programmeId", indicator, definition_version AS "definitionVersion", count, synthetic
     FROM ${schema}.measure_totals($1::uuid[], $2::date, $3::timestamptz)`,
    [programmeIds, asOf, knownAt],
  );
}

/** What a viewer's clocks are read from. */
type ClockContext = Pick<BaseContext, "viewer" | "today" | "now" | "rowScope">;

/**
 * The two clocks that a viewer asks for: today and now when left out.
 *
 * Whoever sees no rows gets figures as they were released: as of the end of a quarter, as it was known when a quarter
 * had ended, the last one when left out. A viewer of fixed periods who sees rows gets whole months in the same way. So
 * two days or two instants cannot be subtracted for what came between.
 *
 * @param rowScope the scope that shows the rows which are counted, where it is not the service's own; null for what is
 *                 no count of rows, as decisions that are published one by one
 * @throws Fault BAD_USER_INPUT when such a viewer names a day or an instant within a period, or one not ended yet
 */
export function clocksOf(
  context: ClockContext,
  asked: Readonly<{ asOf?: LocalDate | null | undefined; knownAt?: Date | null | undefined }>,
  rowScope: string | null = context.rowScope ?? NO_SCOPE,
): TwoClocks {
  const release = releaseOf(context, rowScope);
  if (release === null) return { asOf: asked.asOf ?? context.today, knownAt: asked.knownAt ?? context.now };
  const last = addDays(firstOf(release, context.today), -1);
  const asOf = asked.asOf ?? last;
  const next = addDays(asOf, 1);
  if (next !== firstOf(release, next)) {
    const message = `This token sees ${release.words}: ask as of the last day of one, as ${last}.`;
    throw new Fault("BAD_USER_INPUT", message, { reason: "FIXED_PERIODS_ONLY", argument: "asOf" });
  }
  return { asOf, knownAt: knownAtOf(context, asked.knownAt, "knownAt", rowScope) };
}

/**
 * The instant up to which a viewer is told what is known: now when left out, or when the last period ended for a viewer
 * who gets released figures; see `clocksOf`.
 *
 * @throws Fault BAD_USER_INPUT when such a viewer names an instant within a period, or one not ended yet
 */
export function knownAtOf(
  context: ClockContext,
  asked: Date | null | undefined,
  argument = "knownAt",
  rowScope: string | null = context.rowScope ?? NO_SCOPE,
): Date {
  const release = releaseOf(context, rowScope);
  if (release === null) return asked ?? context.now;
  const lastEnd = startOf(firstOf(release, dayInUtc(context.now)));
  const end = asked == null ? lastEnd : endAt(release, asked);
  if (end !== null && end <= lastEnd) return end;
  const message = `This token sees ${release.words}: leave ${argument} out, or name the end of one in UTC, ${lastEnd.toISOString()} at the latest.`;
  throw new Fault("BAD_USER_INPUT", message, { reason: "FIXED_PERIODS_ONLY", argument });
}

/** The clocks of the newest release for whoever sees no rows. */
export function newestRelease({ today, now }: Pick<BaseContext, "today" | "now">): TwoClocks {
  return { asOf: addDays(firstOf(QUARTERS, today), -1), knownAt: startOf(firstOf(QUARTERS, dayInUtc(now))) };
}

/** The periods at whose ends figures are released to a viewer. */
type Release = Readonly<{ months: number; words: string }>;

const QUARTERS: Release = { months: 3, words: "no rows, and figures of whole quarters" };
const MONTHS: Release = { months: 1, words: "whole months" };
/** Held by nobody. */
const NO_SCOPE = "";
const SECOND_MS = 1_000;

/** Null for whoever may name any day. */
function releaseOf({ viewer }: ClockContext, rowScope: string | null): Release | null {
  const seesRows = rowScope === null || viewer.scopes.includes(rowScope);
  if (!seesRows) return QUARTERS;
  return viewer.fixedPeriodsOnly ? MONTHS : null;
}

/** The first day of the period in which a day lies. */
function firstOf({ months }: Release, day: LocalDate): LocalDate {
  const month = Number(day.slice(5, 7));
  const first = month - ((month - 1) % months);
  return localDate(`${day.slice(0, 5)}${String(first).padStart(2, "0")}-01`);
}

function startOf(day: LocalDate): Date {
  return new Date(`${day}T00:00:00.000Z`);
}

/** The instant at which the period ends in whose last second an instant lies, or with which it ends itself; else null. */
function endAt(release: Release, instant: Date): Date | null {
  const end = new Date(Math.ceil((instant.getTime() + 1) / SECOND_MS) * SECOND_MS);
  return [instant, end].find((each) => each.getTime() === startOf(firstOf(release, dayInUtc(each))).getTime()) ?? null;
}

function dayInUtc(instant: Date): LocalDate {
  return localDate(instant.toISOString().slice(0, 10));
}

/** Which member of the union `Count` a value is, for resolver maps. */
export const countResolvers = {
  __resolveType: (value: Count): "ExactCount" | "SuppressedCount" =>
    value.kind === "exact" ? "ExactCount" : "SuppressedCount",
};
