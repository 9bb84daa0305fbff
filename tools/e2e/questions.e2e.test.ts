import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ledgerVerdictOn } from "../commands/verify.ts";
import { withConnection } from "../postgres/connection.ts";
import { ask, listQuestions } from "./questions.ts";
import { startSeededSystem } from "./seeded-system.ts";
import type { TestSystem } from "./test-system.ts";

let system: TestSystem;

beforeAll(async () => {
  system = await startSeededSystem();
});

afterAll(() => system?.stop());

describe("the graph answers", () => {
  test.for(listQuestions())("$name", async (question) => {
    expect(await ask(system, question)).toEqual(question.answer);
  });
});

/** Numbers past all row policies. */
async function numbers(sql: string): Promise<readonly number[]> {
  const { rows } = await withConnection(system.database.adminUrl, (admin) =>
    admin.query({ text: sql, rowMode: "array" }),
  );
  return (rows[0] as unknown[]).map(Number);
}

describe("finance knows what the participant service would have told it", () => {
  test("the steps of every participation", async () => {
    const [differ, known] = await numbers(
      `SELECT count(*) FILTER (WHERE (f.started_on, f.left_on, f.partnership_id, f.municipality_code)
           IS DISTINCT FROM (p.entered_on, p.left_on, p.partnership_id, p.municipality_code)), count(f.id)
       FROM participant.participation p LEFT JOIN finance.pathway f ON f.id = p.id`,
    );
    expect(differ).toBe(0);
    expect(known).toBeGreaterThan(200);
  });

  test("all work", async () => {
    const [differ, known] = await numbers(
      `SELECT count(*) FILTER (WHERE (e.started_on, e.ended_on, e.form, e.hours_per_week::numeric)
           IS DISTINCT FROM (s.started_on, s.ended_on, s.form, s.hours_per_week)), count(s.id)
       FROM participant.employment e FULL JOIN finance.work_spell s ON s.id = e.id`,
    );
    expect(differ).toBe(0);
    expect(known).toBeGreaterThan(100);
  });

  test("what was reached and still holds, and what was paid and taken back", async () => {
    const [counted, told, paid, known] = await numbers(
      `SELECT (SELECT sum(amount) FROM participant.measure_entry WHERE indicator IN ('3B.1', '3B.2', '3B.3', '3B.4')),
              (SELECT count(*) FROM finance.reached_outcome WHERE NOT is_void),
              (SELECT count(DISTINCT outcome_id) FROM finance.outcome_event WHERE to_state = 'PAID'),
              (SELECT count(paid_on) FROM participant.paid_outcome)`,
    );
    expect(told).toBe(counted);
    expect(known).toBe(paid);
  });

  test("the ledger holds, and what was accepted of the closed programme is its sheet's total", async () => {
    expect(await ledgerVerdictOn(system.database.adminUrl, {})).toMatchObject({ ok: true });
    const [accepted, support] = await numbers(
      `SELECT sum(l.accepted_minor), (SELECT sum(c.support_minor) FROM finance.cost_claim c WHERE c.programme_id = p.id)
       FROM finance.cost_line l JOIN partnership.programme p ON p.id = l.programme_id
       WHERE p.slug = 'social-inklusion-gennem-vaekstpartnerskaber' GROUP BY p.id`,
    );
    expect([accepted, support]).toEqual([3_415_280_900, 1_707_640_400]);
  });
});
