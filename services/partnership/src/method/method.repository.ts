import type { Reader } from "@inclusion/kernel/runtime";
import { findRecords, type RecordMap } from "../record/record.repository.ts";
import { MethodEntity, MethodEvidenceEntity, MethodVersionEntity } from "./method.entity.ts";
import type { MethodEvidence, MethodFile, MethodVersion } from "./method.ts";

/** Where a method's file stands. */
export const METHOD_MAP: RecordMap = {
  entity: MethodEntity,
  lists: {
    versions: { entity: MethodVersionEntity, by: "method_id", order: "row.number" },
    evidence: { entity: MethodEvidenceEntity, by: "method_id", order: "row.added_on, row.id" },
  },
};

/** The files of these methods that the viewer may see. */
export function findMethods(reader: Reader, ids: readonly string[]): Promise<MethodFile[]> {
  return findRecords<MethodFile>(reader, METHOD_MAP, ids);
}

/** The methods of these programmes, by name. */
export async function findMethodsOf(reader: Reader, programmeIds: readonly string[]): Promise<MethodFile[]> {
  const ids = await reader.query<{ id: string }>(
    "SELECT id FROM partnership.method WHERE programme_id = ANY ($1::uuid[])",
    [programmeIds],
  );
  const files = await findMethods(
    reader,
    ids.map(({ id }) => id),
  );
  return files.sort((a, b) => a.record.name.localeCompare(b.record.name, "da"));
}

/** Whether the programme has a method of this name. */
export async function isNameTaken(reader: Reader, programmeId: string, name: string): Promise<boolean> {
  const found = await reader.query("SELECT 1 FROM partnership.method WHERE programme_id = $1 AND name = $2", [
    programmeId,
    name,
  ]);
  return found.length > 0;
}

const VERSION = `SELECT id, method_id AS "methodId", programme_id AS "programmeId", number, description, state,
  written_on::text AS "writtenOn", tested_on::text AS "testedOn", adopted_on::text AS "adoptedOn", scalability
  FROM partnership.method_version`;

/** The versions with these ids that the viewer may see. */
export function findMethodVersions(reader: Reader, ids: readonly string[]): Promise<MethodVersion[]> {
  return reader.query(`${VERSION} WHERE id = ANY ($1::uuid[])`, [ids]);
}

/** Evidence of these versions, oldest first. */
export function findEvidence(reader: Reader, versionIds: readonly string[]): Promise<MethodEvidence[]> {
  return reader.query(
    `SELECT id, method_id AS "methodId", method_version_id AS "methodVersionId", programme_id AS "programmeId", title,
            link, content_hash AS "contentHash", added_on::text AS "addedOn"
     FROM partnership.method_evidence WHERE method_version_id = ANY ($1::uuid[]) ORDER BY added_on, id`,
    [versionIds],
  );
}
