import { type BaseContext, type Reader, rowLoader, rowsLoader } from "@inclusion/kernel/runtime";
import { unpackJson } from "../stored-json.ts";
import type { ActualMinor, Evidence, Outcome, OutcomeState, SimulatedMinor } from "./outcome.ts";

type StoredPrice = Readonly<{
  currency: "DKK" | "EUR";
  cardVersion: number;
  unitPriceMinor: string;
  amountMinor: string;
  cutMinor: string;
  parts: unknown;
  pricedOn: Outcome["eventOn"];
}>;
type StoredOutcome = Omit<Outcome, "price"> & Readonly<{ actual: StoredPrice | null; simulated: StoredPrice | null }>;

const price = (alias: string, column: (name: string) => string): string => `
  CASE WHEN ${alias}.outcome_id IS NOT NULL THEN json_build_object('currency', ${alias}.currency, 'cardVersion', ${alias}.card_version,
    'unitPriceMinor', ${alias}.${column("unit_price")}::text, 'amountMinor', ${alias}.${column("amount")}::text,
    'cutMinor', ${alias}.${column("cut")}::text, 'parts', ${alias}.parts, 'pricedOn', ${alias}.priced_on) END`;

const OUTCOME = `
  SELECT o.id, o.programme_id AS "programmeId", o.participation_id AS "participationId",
         o.municipality_code AS "municipalityCode", o.metric, o.indicator, o.event_on::text AS "eventOn",
         o.card_id AS "cardId", o.mode, o.state, o.round, o.rejections, o.reported_by AS "reportedBy",
         o.verified_at AS "verifiedAt", o.verified_by AS "verifiedBy", o.run_id AS "runId", o.paid_on::text AS "paidOn",
         o.is_restricted AS "isRestricted", o.version,
         ${price("a", (name) => `${name}_minor`)} AS actual, ${price("s", (name) => `simulated_${name}`)} AS simulated
  FROM finance.outcome o
    LEFT JOIN finance.outcome_price a ON a.outcome_id = o.id AND a.round = o.round
    LEFT JOIN finance.simulated_price s ON s.outcome_id = o.id AND s.round = o.round`;

/** Outcomes whose column has one of these values, in the order of their days and ids. */
export async function findOutcomes(
  reader: Reader,
  column: "id" | "participation_id" | "run_id",
  values: readonly string[],
): Promise<Outcome[]> {
  const rows = await reader.query<StoredOutcome>(
    `${OUTCOME} WHERE o.${column} = ANY ($1::uuid[]) ORDER BY o.event_on, o.id`,
    [values],
  );
  return rows.map(outcomeOf);
}

/** Which outcomes are asked for. */
export type OutcomesAsked = Readonly<{
  of: Readonly<{ programmeId: string } | { runId: string }>;
  state: OutcomeState | null;
  after: string | null;
  limit: number;
}>;

/** Outcomes of a programme or a run in the order of their ids. */
export async function listOutcomes(reader: Reader, { of, state, after, limit }: OutcomesAsked): Promise<Outcome[]> {
  const [column, id] = "runId" in of ? ["run_id", of.runId] : ["programme_id", of.programmeId];
  const rows = await reader.query<StoredOutcome>(
    `${OUTCOME} WHERE o.${column} = $1 AND ($2::text IS NULL OR o.state = $2) AND ($3::uuid IS NULL OR o.id > $3)
     ORDER BY o.id LIMIT $4`,
    [id, state, after, limit],
  );
  return rows.map(outcomeOf);
}

/** The evidence of these outcomes, oldest first. */
export function findEvidence(reader: Reader, outcomeIds: readonly string[]): Promise<Evidence[]> {
  return reader.query(
    `SELECT id, outcome_id AS "outcomeId", kind, hash, attached_by AS "attachedBy", attached_on::text AS "attachedOn", attempt
     FROM finance.outcome_evidence WHERE outcome_id = ANY ($1::uuid[]) ORDER BY outcome_id, recorded_at, id`,
    [outcomeIds],
  );
}

/** A step of an outcome, as it was written. */
export type OutcomeEvent = Readonly<{
  id: string;
  outcomeId: string;
  round: number;
  fromState: OutcomeState | null;
  toState: OutcomeState;
  happenedOn: Outcome["eventOn"];
  actor: string;
  reason: string | null;
  recordedAt: Date;
}>;

/** The steps of these outcomes, oldest first. */
export function findEvents(reader: Reader, outcomeIds: readonly string[]): Promise<OutcomeEvent[]> {
  return reader.query(
    `SELECT id, outcome_id AS "outcomeId", round, from_state AS "fromState", to_state AS "toState",
            happened_on::text AS "happenedOn", actor, reason, recorded_at AS "recordedAt"
     FROM finance.outcome_event WHERE outcome_id = ANY ($1::uuid[]) ORDER BY outcome_id, recorded_at, id`,
    [outcomeIds],
  );
}

/** The loaders of outcomes: one statement for all keys of a tick. */
export function outcomeLoaders({ reader }: Pick<BaseContext, "reader">) {
  return {
    outcome: rowLoader<string, Outcome>(
      async (ids) => findOutcomes(await reader(), "id", ids),
      ({ id }) => id,
    ),
    outcomesOfParticipation: rowsLoader<string, Outcome>(
      async (ids) => findOutcomes(await reader(), "participation_id", ids),
      ({ participationId }) => participationId,
    ),
    /** A page of outcomes; one list at a time is asked for, so there is nothing to gather. */
    listOutcomes: async (asked: OutcomesAsked) => listOutcomes(await reader(), asked),
    outcomesOfRun: rowsLoader<string, Outcome>(
      async (ids) => findOutcomes(await reader(), "run_id", ids),
      ({ runId }) => runId as string,
    ),
    evidence: rowsLoader<string, Evidence>(
      async (ids) => findEvidence(await reader(), ids),
      ({ outcomeId }) => outcomeId,
    ),
    outcomeEvents: rowsLoader<string, OutcomeEvent>(
      async (ids) => findEvents(await reader(), ids),
      ({ outcomeId }) => outcomeId,
    ),
  };
}

function outcomeOf({ actual, simulated, ...outcome }: StoredOutcome): Outcome {
  if (actual !== null) {
    const { unitPriceMinor, amountMinor, cutMinor } = minorsOf<ActualMinor>(actual);
    const parts = { parts: unpackJson<never>(actual.parts), unitPriceMinor, amountMinor, cutMinor };
    return { ...outcome, price: { ...actual, ...parts, mode: "ACTUAL" } };
  }
  if (simulated === null) return { ...outcome, price: null };
  const { unitPriceMinor, amountMinor, cutMinor } = minorsOf<SimulatedMinor>(simulated);
  const parts = { parts: unpackJson<never>(simulated.parts), unitPriceMinor, amountMinor, cutMinor };
  return { ...outcome, price: { ...simulated, ...parts, mode: "SIMULATED" } };
}

function minorsOf<Minor>({ unitPriceMinor, amountMinor, cutMinor }: StoredPrice) {
  return {
    unitPriceMinor: BigInt(unitPriceMinor) as Minor,
    amountMinor: BigInt(amountMinor) as Minor,
    cutMinor: BigInt(cutMinor) as Minor,
  };
}
