import type { Reader, Tx } from "@inclusion/kernel/runtime";
import type { Finding, FindingCode, Severity } from "./findings.ts";
import { ParticipantImportEntity } from "./participant-import.entity.ts";
import type { ParticipantImport } from "./participant-import.ts";

const SELECT = `
  SELECT id, version, programme_id AS "programmeId", file_name AS "fileName", file_hash AS "fileHash",
         created_by AS "createdBy", state, encoding, delimiter, row_count AS "rowCount", error_count AS "errorCount",
         warning_count AS "warningCount", created_count AS "createdCount", passed_over_count AS "passedOverCount",
         municipality_codes AS "municipalityCodes", cpr_ground AS "cprGround", synthetic, created_at AS "createdAt",
         expires_at AS "expiresAt", committed_at AS "committedAt"
  FROM participant.participant_import`;

/** The import, or null when there is none that the viewer may see. */
export async function findImport(reader: Reader, id: string): Promise<ParticipantImport | null> {
  const [found] = await reader.query<ParticipantImport>(`${SELECT} WHERE id = $1`, [id]);
  return found ?? null;
}

/** The import, held until the transaction ends; two commits for one programme wait for each other. */
export async function lockImport(tx: Tx, id: string): Promise<ParticipantImport | null> {
  const found = await findImport(tx, id);
  if (found === null) return null;
  await lockProgramme(tx, found.programmeId);
  const [held] = await tx.query<ParticipantImport>(`${SELECT} WHERE id = $1 FOR UPDATE`, [id]);
  return held ?? null;
}

/** Imports for one programme follow one another. */
export async function lockProgramme(tx: Tx, programmeId: string): Promise<void> {
  await tx.query("SELECT pg_advisory_xact_lock(hashtext($1))", [`participant-import:${programmeId}`]);
}

/** The import of this very file that was committed, or the viewer's own that was not; null when there is neither. */
export async function findImportOfFile(
  tx: Tx,
  { programmeId, fileHash }: Pick<ParticipantImport, "programmeId" | "fileHash">,
  subject: string,
): Promise<ParticipantImport | null> {
  const [found] = await tx.query<ParticipantImport>(
    `${SELECT} WHERE programme_id = $1 AND file_hash = $2 AND (state = 'COMMITTED' OR created_by = $3)
     ORDER BY state = 'COMMITTED' DESC, created_at LIMIT 1`,
    [programmeId, fileHash, subject],
  );
  return found ?? null;
}

/** Stores an import that was not there, or what it is now; the database counts the versions. */
export async function putImport(tx: Tx, { version: _, ...row }: ParticipantImport): Promise<void> {
  await tx.manager.upsert(ParticipantImportEntity, { ...row, municipalityCodes: [...row.municipalityCodes] }, ["id"]);
}

/** A file as it is kept: sealed, for its maker alone. */
export type KeptFile = Readonly<{ content: Buffer; annotated: Buffer }>;

/** Keeps a file until `expiresAt`, in the place of what was kept of the import. */
export async function keepFile(
  tx: Tx,
  { id, createdBy, expiresAt }: ParticipantImport,
  { content, annotated }: KeptFile,
): Promise<void> {
  await tx.query(
    `INSERT INTO participant.participant_import_file AS kept (import_id, created_by, content_cipher, annotated_cipher,
       expires_at) VALUES ($1, $2, $3, $4, $5)
     ON CONFLICT (import_id) DO UPDATE SET content_cipher = excluded.content_cipher,
       annotated_cipher = excluded.annotated_cipher, expires_at = excluded.expires_at`,
    [id, createdBy, content, annotated, expiresAt],
  );
}

/** The file of an import of the viewer's own, while it is kept. */
export async function findFile(reader: Reader, importId: string): Promise<KeptFile | null> {
  const [found] = await reader.query<KeptFile>(
    `SELECT content_cipher AS content, annotated_cipher AS annotated FROM participant.participant_import_file
     WHERE import_id = $1 AND expires_at > clock_timestamp()`,
    [importId],
  );
  return found ?? null;
}

/** Forgets the file of an import, and every file whose time is over, whoever made it. */
export async function forgetFile(tx: Tx, importId: string | null): Promise<void> {
  await tx.query("DELETE FROM participant.participant_import_file WHERE import_id = $1", [importId]);
  await tx.query("SELECT participant.forget_import_files()");
}

/** Puts these findings in the place of the import's earlier ones, in one statement. */
export async function putFindings(
  tx: Tx,
  { id, createdBy }: ParticipantImport,
  findings: readonly Finding[],
): Promise<void> {
  await tx.query("DELETE FROM participant.participant_import_finding WHERE import_id = $1", [id]);
  const rows = findings.map(({ text, column, columnNumber, participationId, ...finding }, position) => ({
    ...{ ...finding, import_id: id, created_by: createdBy, position, column_name: column },
    ...{ column_number: columnNumber, text_da: text.da, text_en: text.en, participation_id: participationId },
  }));
  await tx.query(
    `INSERT INTO participant.participant_import_finding
     SELECT * FROM jsonb_populate_recordset(NULL::participant.participant_import_finding, $1::jsonb)`,
    [JSON.stringify(rows)],
  );
}

/** A finding as it is stored. */
export type StoredFinding = Readonly<{
  position: number;
  line: number;
  column: string | null;
  columnNumber: number | null;
  value: string | null;
  severity: Severity;
  code: FindingCode;
  textDa: string;
  textEn: string;
  suggestion: string | null;
  participationId: string | null;
}>;

/** Findings of an import of the viewer's own, after `position` or from the first. */
export function listFindings(
  reader: Reader,
  importId: string,
  after: string | null,
  limit: number,
): Promise<StoredFinding[]> {
  return reader.query(
    `SELECT position, line, column_name AS "column", column_number AS "columnNumber", value, severity, code,
            text_da AS "textDa", text_en AS "textEn", suggestion, participation_id AS "participationId"
     FROM participant.participant_import_finding
     WHERE import_id = $1 AND ($2::integer IS NULL OR position > $2) ORDER BY position LIMIT $3`,
    [importId, after, limit],
  );
}

/** Municipalities whose rows the viewer may see; null is all of them. */
export async function findOwnMunicipalities(reader: Reader): Promise<ReadonlySet<string> | null> {
  const [found] = await reader.query<{ codes: readonly string[] | null }>(
    `SELECT CASE WHEN current_setting('app.municipalities', true) = '*' THEN NULL
            ELSE coalesce(participant.visible_municipalities(), '{}') END AS codes`,
  );
  return found?.codes == null ? null : new Set(found.codes);
}
