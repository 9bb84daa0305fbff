import type { LocalDate } from "@inclusion/kernel";
import { type BaseContext, type NewFact, type Reader, rowsLoader, type Tx } from "@inclusion/kernel/runtime";
import type { MinimumHoursSet } from "@inclusion/schema/facts";
import { hoursStepsOf, type SettingName, type StoredSetting, type TargetVersion } from "./programme-setting.ts";

/** Settings of these programmes as they were stored. */
export function findSettings(reader: Reader, programmeIds: readonly string[]): Promise<StoredSetting[]> {
  return reader.query(
    `SELECT programme_id AS "programmeId", name, value, valid_from::text AS "from", source, recorded_at AS "recordedAt"
     FROM partnership.programme_setting WHERE programme_id = ANY ($1::uuid[])`,
    [programmeIds],
  );
}

type NewSetting = Readonly<{
  id: string;
  programmeId: string;
  name: SettingName;
  value: string;
  from: LocalDate;
  source: string;
}>;

/** Adds a setting; settings are never changed. */
export async function insertSetting(tx: Tx, { id, programmeId, name, value, from, source }: NewSetting): Promise<void> {
  await tx.query(
    `INSERT INTO partnership.programme_setting (id, programme_id, name, value, valid_from, source)
     VALUES ($1, $2, $3, $4, $5, $6)`,
    [id, programmeId, name, value, from, source],
  );
}

/** What is told of the hours from which a programme counts a job: all of them, as they stand. */
export async function hoursFact(reader: Reader, programmeId: string): Promise<NewFact> {
  const payload: MinimumHoursSet = { programmeId, steps: hoursStepsOf(await findSettings(reader, [programmeId])) };
  return { type: "MinimumHoursSet", version: 1, subject: programmeId, payload };
}

function findTargetVersions(reader: Reader, programmeIds: readonly string[]): Promise<TargetVersion[]> {
  return reader.query(
    `SELECT programme_id AS "programmeId", code, number AS version, target, definition, stated_on::text AS "statedOn",
            source, recorded_at AS "recordedAt"
     FROM partnership.target_version WHERE programme_id = ANY ($1::uuid[]) ORDER BY programme_id, code, number`,
    [programmeIds],
  );
}

/** Adds a target as the next version of its code; the programme is held. */
export async function insertTarget(tx: Tx, target: Omit<TargetVersion, "version" | "recordedAt">): Promise<void> {
  await tx.query(
    `INSERT INTO partnership.target_version (programme_id, code, number, target, definition, stated_on, source)
     SELECT $1, $2, coalesce(max(number), 0) + 1, $3, $4, $5, $6
     FROM partnership.target_version WHERE programme_id = $1 AND code = $2`,
    [target.programmeId, target.code, target.target, target.definition, target.statedOn, target.source],
  );
}

/** The loaders of settings and targets: one statement for all keys of a tick. */
export function settingLoaders({ reader }: Pick<BaseContext, "reader">) {
  const byProgramme = ({ programmeId }: Readonly<{ programmeId: string }>): string => programmeId;
  return {
    settings: rowsLoader<string, StoredSetting>(async (ids) => findSettings(await reader(), ids), byProgramme),
    targetVersions: rowsLoader<string, TargetVersion>(
      async (ids) => findTargetVersions(await reader(), ids),
      byProgramme,
    ),
  };
}
