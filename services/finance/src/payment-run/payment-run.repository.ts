import { type BaseContext, type Reader, rowLoader, rowsLoader, type Tx } from "@inclusion/kernel/runtime";
import { putRows, type StoredRow } from "../stored-row.ts";
import type { PaymentRun } from "./payment-run.ts";

const RUN = `SELECT id, programme_id AS "programmeId", period_from::text AS "periodFrom", period_to::text AS "periodTo",
  is_open AS "isOpen", version FROM finance.payment_run`;

/** Runs with these ids. */
export function findRuns(reader: Reader, ids: readonly string[]): Promise<PaymentRun[]> {
  return reader.query(`${RUN} WHERE id = ANY ($1::uuid[])`, [ids]);
}

/** Runs of these programmes, oldest first. */
export function findRunsOfProgrammes(reader: Reader, programmeIds: readonly string[]): Promise<PaymentRun[]> {
  return reader.query(`${RUN} WHERE programme_id = ANY ($1::uuid[]) ORDER BY programme_id, period_from, id`, [
    programmeIds,
  ]);
}

/** Stores a run. */
export function putRun(tx: Tx, run: PaymentRun): Promise<void> {
  return putRows(tx, "payment_run", [runRow(run)]);
}

/** The row of a run. */
export function runRow(run: PaymentRun): StoredRow {
  return {
    ...{ id: run.id, programme_id: run.programmeId, period_from: run.periodFrom, period_to: run.periodTo },
    is_open: run.isOpen,
  };
}

/** The loaders of runs. */
export function runLoaders({ reader }: Pick<BaseContext, "reader">) {
  return {
    run: rowLoader<string, PaymentRun>(
      async (ids) => findRuns(await reader(), ids),
      ({ id }) => id,
    ),
    runsOfProgramme: rowsLoader<string, PaymentRun>(
      async (ids) => findRunsOfProgrammes(await reader(), ids),
      ({ programmeId }) => programmeId,
    ),
  };
}
