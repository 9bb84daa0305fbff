import { createHash } from "node:crypto";
import { gunzipSync } from "node:zlib";
import { accept, allows, type Decision, isId, looksLikeCpr, refuse } from "@inclusion/kernel";
import { once, type Tx } from "@inclusion/kernel/runtime";
import type { Context } from "../context.ts";
import type { CprGround } from "../identity/identity.ts";
import { authorize } from "../policy.ts";
import { findGround } from "../programme-terms/programme-terms.repository.ts";
import { annotate } from "./annotation.ts";
import { findKnownPersons, findLikelySame } from "./arrival.repository.ts";
import { acquaintances } from "./duplicates.ts";
import { type Finding, inFileOrder } from "./findings.ts";
import { sealFile } from "./kept-file.repository.ts";
import {
  findImport,
  findImportOfFile,
  findOwnMunicipalities,
  forgetFile,
  keepFile,
  lockProgramme,
  putFindings,
  putImport,
} from "./participant-import.repository.ts";
import {
  isKnown,
  KEPT_MS,
  MOST_FINDINGS,
  type ParticipantImport,
  programmeUnknown,
  readFileName,
} from "./participant-import.ts";
import { LARGEST_FILE_BYTES, type Reading, readImport } from "./reading.ts";
import type { ParticipantImportRefusalCode } from "./refusals.ts";

type Decided<Value> = Decision<Value, ParticipantImportRefusalCode>;

export type ValidateInput = Readonly<{
  programmeId: string;
  fileName: string;
  content: string;
  contentEncoding: "BASE64" | "GZIP_BASE64" | "TEXT";
  cprGround: CprGround;
  synthetic: boolean;
  idempotencyKey: string | null;
}>;

/** What became of a request; `committedBefore` says that the file had been imported and nothing was done. */
export type ImportAnswer = Readonly<{ import: ParticipantImport | null; committedBefore: boolean }>;

/** What is kept with an idempotency key: never anything of the file. */
type Kept = Readonly<{ importId: string; committedBefore: boolean }>;

/** A file that was sent, with what it is for. */
type Sent = Omit<ValidateInput, "content" | "contentEncoding" | "idempotencyKey"> &
  Readonly<{ bytes: Uint8Array; fileHash: string }>;

/**
 * Reads a file and keeps it, sealed, with everything that is to be said of it. No citizen is stored.
 *
 * The file that was committed for the programme before answers that import; the importer's own uncommitted one is
 * read again in its place.
 *
 * @refuses PROGRAMME_UNKNOWN, FILE_NAME, CONTENT_UNREADABLE, IDEMPOTENCY_MISMATCH
 */
export async function participantImportValidate(ctx: Context, input: ValidateInput): Promise<Decided<ImportAnswer>> {
  authorize(ctx.viewer, "participantImport:validate");
  const sent = sentIn(ctx, input);
  if (!sent.ok) return sent;
  const { bytes: _, ...told } = sent.value;
  const key = looksLikeCpr(input.idempotencyKey ?? "") ? null : input.idempotencyKey;
  const request = { actor: ctx.viewer.subject, operation: "participantImport:validate", key, input: told };
  const kept = await ctx.transaction((tx) => once(tx, "participant", request, () => validate(ctx, tx, sent.value)));
  if (!kept.ok) return kept;
  const { importId, committedBefore } = kept.value;
  return accept({ import: await findImport(await ctx.reader(), importId), committedBefore });
}

function sentIn(ctx: Context, { content, contentEncoding, idempotencyKey: _, ...input }: ValidateInput): Decided<Sent> {
  const name = readFileName(input.fileName, looksLikeCpr(input.fileName));
  const bytes = bytesIn(content, contentEncoding);
  const mayUse = isId(input.programmeId) && allows(ctx.viewer.limits.programmes, input.programmeId);
  const [first, ...more] = [
    ...(mayUse ? [] : [programmeUnknown()]),
    ...(name.ok ? [] : name.refusals),
    ...(bytes === null ? [contentUnreadable()] : []),
  ];
  if (first !== undefined || !name.ok || bytes === null) return refuse(first ?? contentUnreadable(), ...more);
  return accept({ ...input, fileName: name.value, bytes, fileHash: createHash("sha256").update(bytes).digest("hex") });
}

/** The bytes that a content holds; one byte more than is read tells that a packed file is too large. */
function bytesIn(content: string, how: ValidateInput["contentEncoding"]): Uint8Array | null {
  if (how === "TEXT") return Buffer.from(content, "utf8");
  if (!/^[A-Za-z0-9+/\s]*={0,2}\s*$/.test(content)) return null;
  const bytes = Buffer.from(content, "base64");
  if (how === "BASE64") return bytes;
  try {
    return gunzipSync(bytes, { maxOutputLength: LARGEST_FILE_BYTES });
  } catch (error) {
    const isTooLarge = error instanceof RangeError;
    return isTooLarge ? new Uint8Array(LARGEST_FILE_BYTES + 1) : null;
  }
}

async function validate(ctx: Context, tx: Tx, sent: Sent): Promise<Decided<Kept>> {
  await lockProgramme(tx, sent.programmeId);
  await forgetFile(tx, null);
  const { terms } = await findGround(tx, sent.programmeId);
  if (!isKnown(terms)) return refuse(programmeUnknown());
  const earlier = await findImportOfFile(tx, sent, ctx.viewer.subject);
  if (earlier?.state === "COMMITTED") return accept({ importId: earlier.id, committedBefore: true });
  const municipalities = await findOwnMunicipalities(tx);
  const { today, allowReplacementCpr } = ctx;
  const read = readImport(sent.bytes, { today, terms, municipalities, allowReplacementCpr });
  const findings = inFileOrder([...read.findings, ...(await knownIn(ctx, tx, sent, read))]);
  const made = importOf(ctx, sent, { earlier, read, findings });
  await putImport(tx, made);
  await putFindings(tx, made, findings.slice(0, MOST_FINDINGS));
  const annotated = read.file === null ? sent.bytes : annotate(read.file, findings);
  await keepFile(tx, made, sealFile(ctx.identityKeys, made.id, { content: sent.bytes, annotated }));
  await tx.note("participantImport:validate", made.id);
  return accept({ importId: made.id, committedBefore: false });
}

/** Warnings of citizens who are known, as far as the importer may know it. */
async function knownIn(ctx: Context, tx: Tx, { programmeId }: Sent, read: Reading): Promise<readonly Finding[]> {
  if (read.file === null || read.rows.length === 0) return [];
  const known = await findKnownPersons(tx, ctx.identityKeys, programmeId, read.rows);
  const likely = await findLikelySame(tx, ctx.identityKeys, programmeId, read.rows);
  return acquaintances(read.file, read.rows, ({ line }) => ({
    takesPart: known.get(line)?.takenHere === true,
    participationId: likely.get(line) ?? null,
  }));
}

type Found = Readonly<{ earlier: ParticipantImport | null; read: Reading; findings: readonly Finding[] }>;

function importOf(ctx: Context, sent: Sent, { earlier, read, findings }: Found): ParticipantImport {
  const errorCount = findings.filter(({ severity }) => severity === "ERROR").length;
  const { programmeId, fileName, fileHash, cprGround, synthetic } = sent;
  return {
    id: earlier?.id ?? ctx.newId(),
    version: earlier?.version ?? 1,
    ...{ programmeId, fileName, fileHash, cprGround, synthetic, errorCount },
    createdBy: ctx.viewer.subject,
    state: errorCount > 0 ? "INVALID" : "VALIDATED",
    encoding: read.file?.decoded.encoding ?? null,
    delimiter: read.file?.dialect.delimiter ?? null,
    rowCount: read.rowCount,
    warningCount: findings.length - errorCount,
    ...{ createdCount: null, passedOverCount: null, committedAt: null },
    municipalityCodes: [...new Set(read.rows.map(({ municipalityCode }) => municipalityCode))].sort(),
    createdAt: ctx.now,
    expiresAt: new Date(ctx.now.getTime() + KEPT_MS),
  };
}

function contentUnreadable() {
  const message = "Give the file's bytes as base64, packed by gzip when contentEncoding says so.";
  return { code: "CONTENT_UNREADABLE", message, field: ["input", "content"] } as const;
}
