import { randomUUID } from "node:crypto";
import { systemViewer } from "@inclusion/kernel";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { claimed, opened, openMoney, openRun, programme, step } from "../outcome/outcome-acts.fixture.ts";
import { verifyLedger } from "./ledger.repository.ts";

beforeAll(() => openMoney(inject("postgres")));
afterAll(() => opened?.drop());

describe("the ledger", () => {
  const asSuperuser = {
    query: <Row>(text: string, parameters?: readonly unknown[]) => opened.sql<Row>(text, parameters),
  };

  test("replays, and names the first set that is not as it was written", async () => {
    const programmeId = await programme();
    const runId = await openRun(programmeId);
    const outcomeId = await claimed(programmeId, runId);
    await step("outcomePay", { outcomeId, paidOn: "2021-05-03" });
    const verdict = await verifyLedger(asSuperuser);
    expect(verdict).toMatchObject({ ok: true, heads: { [programmeId]: expect.stringMatching(/^[0-9a-f]{64}$/) } });
    await opened.sql(
      "UPDATE finance.ledger_entry SET minor = minor + 1 WHERE programme_id = $1 AND position = 2 AND line = 1",
      [programmeId],
    );
    expect(await verifyLedger(asSuperuser)).toMatchObject({ ok: false, programmeId, position: 2 });
    await opened.sql(
      "UPDATE finance.ledger_entry SET minor = minor - 1 WHERE programme_id = $1 AND position = 2 AND line = 1",
      [programmeId],
    );
    expect(await verifyLedger(asSuperuser, { [programmeId]: "f".repeat(64) })).toMatchObject({
      ok: false,
      programmeId,
    });
    expect((await verifyLedger(asSuperuser)).ok).toBe(true);
  });

  test.for(["ledger_set", "ledger_entry", "ledger_account", "outcome_price", "outcome_event", "rate_card"])(
    "%s cannot be changed or emptied by the service",
    async (table) => {
      const viewer = systemViewer("finance");
      for (const statement of [`DELETE FROM finance.${table}`, `TRUNCATE finance.${table}`]) {
        await expect(opened.service.database.write(viewer, ({ query }) => query(statement))).rejects.toThrow(
          "permission denied",
        );
      }
      const update = `UPDATE finance.${table} SET programme_id = programme_id`;
      await expect(opened.service.database.write(viewer, ({ query }) => query(update))).rejects.toThrow(
        "permission denied",
      );
    },
  );

  test("takes no set that does not balance, and none that reverses another wrongly", async () => {
    const programmeId = randomUUID();
    const account = randomUUID();
    const insert = (entries: readonly number[]) =>
      opened.service.database.write(systemViewer("finance"), async ({ query }) => {
        await query(
          "INSERT INTO finance.ledger_account VALUES ($1, $2, 'X', 'OUTCOME_COST', 'DKK') ON CONFLICT DO NOTHING",
          [account, programmeId],
        );
        await query(
          `INSERT INTO finance.ledger_set (programme_id, position, business_key, subject_id, happened_on, reason, previous_hash, hash)
           VALUES ($1, 1, 'test', $1, '2021-01-01', 'test', '', '')`,
          [programmeId],
        );
        for (const [index, minor] of entries.entries()) {
          await query("INSERT INTO finance.ledger_entry VALUES ($1, 1, $2, $3, 'DKK', $4)", [
            programmeId,
            index + 1,
            account,
            minor,
          ]);
        }
      });
    await expect(insert([])).rejects.toThrow("does not balance");
    await expect(insert([5])).rejects.toThrow("does not balance");
    await expect(insert([5, -4])).rejects.toThrow("does not balance");
    await expect(insert([5, -5])).resolves.toBeUndefined();
    await expect(insert([7, -7])).rejects.toThrow("duplicate key");
    await opened.sql("DELETE FROM finance.ledger_entry WHERE programme_id = $1", [programmeId]);
    await opened.sql("DELETE FROM finance.ledger_set WHERE programme_id = $1", [programmeId]);
  });
});
