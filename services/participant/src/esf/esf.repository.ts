import type { LocalDate } from "@inclusion/kernel";
import { quarterSql, type Reader, type TwoClocks } from "@inclusion/kernel/runtime";
import { ESF_CODES, INEQUALITIES } from "./esf-rules.ts";
import type { SexSum } from "./esf-table.ts";
import type { StratumSum } from "./response.ts";

/** A report of one programme. */
export type ReportAsked = Readonly<{ programmeId: string; from: LocalDate; to: LocalDate; knownAt: Date }>;

/** The sums of all codes by sex; without the participations that are named. */
export function findSexSums(
  reader: Reader,
  { programmeId, from, to, knownAt }: ReportAsked,
  without: readonly string[],
): Promise<SexSum[]> {
  return reader.query(
    `SELECT indicator AS code, sex, sum(amount)::int AS cumulative,
       coalesce(sum(amount) FILTER (WHERE valid_on >= $5), 0)::int AS "inPeriod"
     FROM participant.measure_entry
     WHERE programme_id = $1 AND indicator = ANY ($2) AND valid_on <= $3 AND recorded_at <= $4
       AND subject_id NOT IN (SELECT unnest($6::uuid[]))
     GROUP BY indicator, sex`,
    [programmeId, ESF_CODES, to, knownAt, from, without],
  );
}

/** What was counted of a code for one sex in one quarter; see the kernel's `Quarter`. */
export type SexQuarter = Readonly<{ code: string; sex: string; quarter: number; count: number }>;

/** What is counted of all codes by sex and quarter, in one statement. */
export function findSexQuarters(
  reader: Reader,
  programmeId: string,
  { asOf, knownAt }: TwoClocks,
): Promise<SexQuarter[]> {
  return reader.query(
    `SELECT indicator AS code, sex, ${quarterSql("valid_on")} AS quarter, sum(amount)::int AS count
     FROM participant.measure_entry
     WHERE programme_id = $1 AND indicator = ANY ($2) AND valid_on <= $3 AND recorded_at <= $4
     GROUP BY 1, 2, 3 HAVING sum(amount) <> 0`,
    [programmeId, ESF_CODES, asOf, knownAt],
  );
}

/** A participation that breaks an inequality, by the inequality's place in the list. */
export type Offender = Readonly<{ inequality: number; participationId: string; municipalityCode: string }>;

/**
 * Everybody who breaks a rule, in one statement and one pass over the entries.
 *
 * What a participation counts in is 0 or 1 of each code, and stands as an octal digit in one of two numbers, so that
 * a mistake of up to 7 is seen as well. Rules are tried on the patterns that there are, which are few.
 */
export function findOffenders(reader: Reader, { programmeId, to, knownAt }: ReportAsked): Promise<Offender[]> {
  return reader.query(OFFENDERS_SQL, [
    ...[programmeId, to, knownAt, RULE_CODES],
    ...[0, 1].map((number) => RULE_CODES.map((_, at) => weightIn(number, at))),
  ]);
}

const RULE_CODES = [...new Set(INEQUALITIES.flatMap(({ plus, minus }) => [...plus, ...minus]))];

/** Octal digits that fit into a bigint with its sign. */
const DIGITS = 20;

function weightIn(number: number, at: number): string {
  return Math.floor(at / DIGITS) === number ? String(8n ** BigInt(at % DIGITS)) : "0";
}

/** The sum of some codes of one participation. */
function digitsSql(codes: readonly string[]): string {
  const digits = codes.map((code) => {
    const at = RULE_CODES.indexOf(code);
    return `((number_${Math.floor(at / DIGITS)} >> ${3 * (at % DIGITS)}) & 7)`;
  });
  return digits.length === 0 ? "0" : digits.join(" + ");
}

const OFFENDERS_SQL = `
  WITH held AS MATERIALIZED (
    SELECT e.subject_id, e.municipality_code, sum(e.amount * w.number_0)::bigint AS number_0,
      sum(e.amount * w.number_1)::bigint AS number_1
    FROM participant.measure_entry e
    JOIN unnest($4::text[], $5::bigint[], $6::bigint[]) AS w(indicator, number_0, number_1) USING (indicator)
    WHERE e.programme_id = $1 AND e.valid_on <= $2 AND e.recorded_at <= $3 AND e.indicator = ANY ($4)
    GROUP BY e.subject_id, e.municipality_code),
  pattern AS (SELECT DISTINCT number_0, number_1 FROM held),
  broken AS MATERIALIZED (
    SELECT inequality, number_0, number_1 FROM pattern CROSS JOIN LATERAL (VALUES
      ${INEQUALITIES.map(({ plus, minus }, at) => `(${at}, ${digitsSql(plus)} > ${digitsSql(minus)})`).join(",\n      ")}
    ) AS rule(inequality, holds) WHERE holds)
  SELECT inequality, held.subject_id AS "participationId", held.municipality_code AS "municipalityCode"
  FROM broken JOIN held USING (number_0, number_1) ORDER BY 1, 3, 2`;

/** Six-month follow-up by sex and age at entry. */
export function findStrata(
  reader: Reader,
  { programmeId, to, knownAt }: ReportAsked,
  bandEdges: readonly number[],
): Promise<StratumSum[]> {
  const of = (code: string): string => `coalesce(sum(amount) FILTER (WHERE indicator = '${code}'), 0)::int`;
  return reader.query(
    `SELECT sex, width_bucket(age_at_entry::int, $4::int[])::text AS band, ${of("FOLLOW_UP_6M_DUE")} AS due,
       ${of("FOLLOW_UP_6M_REACHED")} AS reached, ${of("CR06")} AS employed
     FROM participant.measure_entry
     WHERE programme_id = $1 AND valid_on <= $2 AND recorded_at <= $3
       AND indicator IN ('FOLLOW_UP_6M_DUE', 'FOLLOW_UP_6M_REACHED', 'CR06')
     GROUP BY 1, 2 HAVING ${of("FOLLOW_UP_6M_DUE")} <> 0 ORDER BY 1, 2`,
    [programmeId, to, knownAt, bandEdges],
  );
}
