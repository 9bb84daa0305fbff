import { describe, expect, test } from "vitest";
import { limitedKeys } from "./limited-keys.ts";

const KEY = {
  ...{ name: "step_initiative_id_fkey", child: "step", columns: ["initiative_id"], parent: "initiative" },
  limits: ["programme_id"],
};
const added = (sql: readonly string[]): readonly string[] =>
  sql.filter((statement) => statement.includes("ADD CONSTRAINT")).map((statement) => statement.replace(/\s+/g, " "));

describe("limitedKeys", () => {
  test("holds the limits in the key, and checks it over all rows", () => {
    const sql = limitedKeys("s", [KEY]);
    expect(added(sql)).toEqual([
      "ALTER TABLE s.initiative ADD CONSTRAINT initiative_limits_1 UNIQUE (id, programme_id)",
      "ALTER TABLE s.step ADD CONSTRAINT step_initiative_id_fkey FOREIGN KEY (initiative_id, programme_id) REFERENCES s.initiative (id, programme_id)",
    ]);
    expect(sql.filter((statement) => statement.includes("ROW LEVEL SECURITY"))).toHaveLength(4);
  });

  test("holds what a row may lack in a second key, and makes a unique one once", () => {
    const keys = [KEY, { ...KEY, name: "other", child: "other" }].map((key) => ({ ...key, limitsIfAny: ["place"] }));
    const sql = added(limitedKeys("s", keys));
    expect(sql.filter((statement) => statement.includes("UNIQUE"))).toHaveLength(2);
    expect(sql.filter((statement) => statement.includes("_if_any"))).toEqual([
      "ALTER TABLE s.step ADD CONSTRAINT step_initiative_id_fkey_if_any FOREIGN KEY (initiative_id, programme_id, place) REFERENCES s.initiative (id, programme_id, place)",
      "ALTER TABLE s.other ADD CONSTRAINT other_if_any FOREIGN KEY (initiative_id, programme_id, place) REFERENCES s.initiative (id, programme_id, place)",
    ]);
  });
});
