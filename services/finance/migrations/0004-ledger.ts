import { MONEY_ROWS, nounTable, within } from "@inclusion/kernel/runtime";
import type { MigrationInterface, QueryRunner } from "typeorm";

const S = "finance";
const VISIBLE = `${MONEY_ROWS} AND ${within("programmes", "programme_id")}`;

/**
 * The ledger: entry sets that balance when their transaction ends, in a chain for each programme, added and never changed.
 *
 * There is no row of balances, so no row that every payment waits for: a balance is the sum of its entries.
 */
export class CreateLedger1700000000004 implements MigrationInterface {
  name = "CreateLedger1700000000004";

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [...tables(), ...balance()]) await runner.query(statement);
  }

  async down(): Promise<void> {
    throw new Error("Migrations go forward only; restore a backup instead.");
  }
}

function tables(): string[] {
  return [
    `CREATE TABLE ${S}.ledger_account (
       id uuid PRIMARY KEY, programme_id uuid NOT NULL, party text NOT NULL,
       kind text NOT NULL CHECK (kind IN ('OUTCOME_COST', 'OUTCOME_OWED', 'OUTCOME_PAID', 'SUPPORT_GRANTED', 'SUPPORT_OWED', 'SUPPORT_RECEIVED')),
       currency text NOT NULL CHECK (currency IN ('DKK', 'EUR')), UNIQUE (programme_id, party, kind, currency), UNIQUE (id, programme_id, currency))`,
    `CREATE TABLE ${S}.ledger_set (
       programme_id uuid, position integer CHECK (position > 0), business_key text NOT NULL UNIQUE, subject_id uuid NOT NULL,
       happened_on date NOT NULL, reason text NOT NULL, reverses text UNIQUE REFERENCES ${S}.ledger_set (business_key),
       previous_hash bytea NOT NULL, hash bytea NOT NULL, recorded_at timestamptz NOT NULL DEFAULT ${S}.recorded_now(),
       PRIMARY KEY (programme_id, position))`,
    `CREATE INDEX ledger_set_subject ON ${S}.ledger_set (subject_id)`,
    `CREATE TABLE ${S}.ledger_entry (
       programme_id uuid, position integer, line integer CHECK (line > 0), account_id uuid NOT NULL, currency text NOT NULL,
       minor bigint NOT NULL CHECK (minor <> 0), PRIMARY KEY (programme_id, position, line),
       FOREIGN KEY (programme_id, position) REFERENCES ${S}.ledger_set (programme_id, position),
       FOREIGN KEY (account_id, programme_id, currency) REFERENCES ${S}.ledger_account (id, programme_id, currency))`,
    `CREATE INDEX ledger_entry_account ON ${S}.ledger_entry (account_id) INCLUDE (minor)`,
    ...["ledger_account", "ledger_set", "ledger_entry"].flatMap((table) => [
      ...nounTable(S, table, VISIBLE, false),
      `REVOKE UPDATE, DELETE, TRUNCATE ON ${S}.${table} FROM ${S}_app, ${S}_seed`,
    ]),
  ];
}

/** Looked at when the transaction ends, past row security: a set balances in each currency, a reversal negates its set. */
function balance(): string[] {
  return [
    `CREATE FUNCTION ${S}.ledger_balanced() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
       SET search_path = ${S}, pg_temp AS $$
       DECLARE of_set ledger_set;
       BEGIN
         SELECT * INTO of_set FROM ledger_set WHERE programme_id = NEW.programme_id AND position = NEW.position;
         IF (SELECT count(*) < 2 FROM ledger_entry WHERE programme_id = NEW.programme_id AND position = NEW.position)
           OR EXISTS (SELECT FROM ledger_entry WHERE programme_id = NEW.programme_id AND position = NEW.position
                GROUP BY currency HAVING sum(minor) <> 0) THEN
           RAISE EXCEPTION 'ledger set % does not balance', of_set.business_key USING ERRCODE = 'check_violation', CONSTRAINT = 'ledger_balanced';
         END IF;
         IF of_set.reverses IS NOT NULL AND EXISTS (
           SELECT FROM (
             SELECT e.account_id, sum(e.minor) AS minor FROM ledger_entry e JOIN ledger_set s USING (programme_id, position)
             WHERE s.business_key IN (of_set.business_key, of_set.reverses) GROUP BY e.account_id) both_sets
           WHERE minor <> 0) THEN
           RAISE EXCEPTION 'ledger set % is not the negation of %', of_set.business_key, of_set.reverses
             USING ERRCODE = 'check_violation', CONSTRAINT = 'ledger_negated';
         END IF;
         RETURN NULL;
       END $$`,
    `REVOKE ALL ON FUNCTION ${S}.ledger_balanced() FROM PUBLIC`,
    `CREATE POLICY ledger_set_balance ON ${S}.ledger_set FOR SELECT TO ${S}_owner USING (true)`,
    `CREATE POLICY ledger_entry_balance ON ${S}.ledger_entry FOR SELECT TO ${S}_owner USING (true)`,
    `CREATE CONSTRAINT TRIGGER ledger_set_balanced AFTER INSERT ON ${S}.ledger_set DEFERRABLE INITIALLY DEFERRED
       FOR EACH ROW EXECUTE FUNCTION ${S}.ledger_balanced()`,
    `CREATE CONSTRAINT TRIGGER ledger_entry_balanced AFTER INSERT ON ${S}.ledger_entry DEFERRABLE INITIALLY DEFERRED
       FOR EACH ROW EXECUTE FUNCTION ${S}.ledger_balanced()`,
  ];
}
