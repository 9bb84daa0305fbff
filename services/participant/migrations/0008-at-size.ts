import { bulkLoading, figureEntries, rebuildInOnePass } from "@inclusion/kernel/runtime";
import type { MigrationInterface, QueryRunner } from "typeorm";

const S = "participant";
const DIMENSIONS = ["sex", "benefit", "axis", "course_kind", "age_at_entry", "partnership_id"];

/** Millions of rows can be written at once and figures divided without reading all of them; a restriction's history keeps why it was lifted. */
export class ParticipantAtSize1700000000008 implements MigrationInterface {
  name = "ParticipantAtSize1700000000008";

  async up(runner: QueryRunner): Promise<void> {
    const statements = [...rebuildInOnePass(S), ...bulkLoading(S), ...figureEntries(S, DIMENSIONS), ...lifts()];
    for (const statement of statements) await runner.query(statement);
  }

  async down(): Promise<void> {
    throw new Error("Migrations go forward only; restore a backup instead.");
  }
}

/** The last column of a history stays the last: its trigger copies by position. */
function lifts(): string[] {
  const history = `${S}.participation_restriction_history`;
  const reasons = "('ACCURACY_VERIFIED', 'REQUEST_WITHDRAWN', 'CLAIM_SETTLED', 'OBJECTION_DECIDED', 'MISTAKE')";
  return [
    `ALTER TABLE ${S}.participation_restriction ADD COLUMN lift_reason text CHECK (lift_reason IN ${reasons}),
       ADD COLUMN informed_on date, ADD CHECK ((lift_reason IS NULL) = (informed_on IS NULL))`,
    `ALTER TABLE ${history} RENAME COLUMN recorded_until TO known_until`,
    `ALTER TABLE ${history} ADD COLUMN lift_reason text, ADD COLUMN informed_on date, ADD COLUMN recorded_until timestamptz`,
    `ALTER TABLE ${history} NO FORCE ROW LEVEL SECURITY`,
    `UPDATE ${history} SET recorded_until = known_until`,
    `ALTER TABLE ${history} FORCE ROW LEVEL SECURITY`,
    `ALTER TABLE ${history} ALTER COLUMN recorded_until SET NOT NULL, DROP COLUMN known_until`,
  ];
}
