import { accept, type Decision, isId, looksLikeCpr, refuse } from "@inclusion/kernel";
import { Fault, inPortions, type NewFact, once, type Tx } from "@inclusion/kernel/runtime";
import { writeAccess } from "../access-log/access-log.repository.ts";
import type { AccessedParticipation } from "../access-log/access-log.ts";
import type { Context } from "../context.ts";
import { sealIdentity } from "../identity/sealed-identity.repository.ts";
import { fileMeasures } from "../participation/file-measures.ts";
import { outcomeFacts } from "../participation/outcome.facts.ts";
import type { ParticipationFile } from "../participation/participation-file.ts";
import { standingFacts } from "../participation/standing.facts.ts";
import { authorize } from "../policy.ts";
import { findGround, type ProgrammeGround } from "../programme-terms/programme-terms.repository.ts";
import { type Arriving, findKnownPersons, storeArriving } from "./arrival.repository.ts";
import { importedFile } from "./imported-file.ts";
import { openAnnotated, openContent } from "./kept-file.repository.ts";
import { findFile, findOwnMunicipalities, forgetFile, lockImport, putImport } from "./participant-import.repository.ts";
import { mayCommit, type ParticipantImport } from "./participant-import.ts";
import { tellProgress } from "./progress.repository.ts";
import { readImport } from "./reading.ts";
import type { ParticipantImportRefusalCode } from "./refusals.ts";
import type { ImportRow } from "./row.ts";

type Decided<Value> = Decision<Value, ParticipantImportRefusalCode>;

export type CommitInput = Readonly<{ importId: string; expectedVersion: number | null; idempotencyKey: string | null }>;

/** What a commit came to; `committedBefore` says that it had been done and nothing was done now. */
type Kept = Readonly<{ importId: string; committedBefore: boolean }>;

/** Rows that are stored at a time; between two parts others are served, and progress can be asked for. */
const PART = 1_000;

/** Other work of the service may take less; an import of twenty thousand rows on a busy machine needs more. */
const LONGEST_STATEMENT = "29s";

/**
 * Stores every citizen of a validated file, what is counted of them and what it follows from, in one transaction.
 *
 * The file is read again, against what is known now: what has become an error since refuses the whole.
 *
 * @refuses CONFLICT, IMPORT_HAS_ERRORS, IMPORT_FILE_GONE, IMPORT_OUTDATED, IDEMPOTENCY_MISMATCH
 * @throws Fault NOT_FOUND when there is no such import that the viewer may see
 */
export async function participantImportCommit(ctx: Context, input: CommitInput): Promise<Decided<Kept>> {
  authorize(ctx.viewer, "participantImport:commit");
  const { importId, expectedVersion } = input;
  const key = looksLikeCpr(input.idempotencyKey ?? "") ? null : input.idempotencyKey;
  const request = { actor: ctx.viewer.subject, operation: "participantImport:commit", key };
  return ctx.transaction((tx) =>
    once(tx, "participant", { ...request, input: { importId, expectedVersion } }, () => commit(ctx, tx, input)),
  );
}

/** The user's own file with what was found in it; null when it is forgotten, or somebody else's. */
export async function annotatedFileOf(ctx: Context, importId: string): Promise<Uint8Array | null> {
  const kept = await findFile(await ctx.reader(), importId);
  return kept === null ? null : openAnnotated(ctx.identityKeys, importId, kept);
}

async function commit(ctx: Context, tx: Tx, { importId, expectedVersion }: CommitInput): Promise<Decided<Kept>> {
  const found = isId(importId) ? await lockImport(tx, importId) : null;
  if (found === null) throw new Fault("NOT_FOUND", "There is no import of this id that you may see.");
  if (found.state === "COMMITTED") return accept({ importId, committedBefore: true });
  const ground = await findGround(tx, found.programmeId);
  const may = mayCommit(found, expectedVersion);
  if (!may.ok) return may;
  const rows = await rowsToStore(ctx, tx, found, ground);
  if (!rows.ok) return rows;
  const passedOverCount = await storeRows(ctx, tx, found, { ground, rows: rows.value });
  const createdCount = rows.value.length - passedOverCount;
  await putImport(tx, { ...found, state: "COMMITTED", createdCount, passedOverCount, committedAt: ctx.now });
  await forgetFile(tx, importId);
  await tx.note("participantImport:commit", importId);
  return accept({ importId, committedBefore: false });
}

/** The rows of the kept file, read against what is known now. */
async function rowsToStore(
  ctx: Context,
  tx: Tx,
  { id }: ParticipantImport,
  { terms }: ProgrammeGround,
): Promise<Decided<readonly ImportRow[]>> {
  const kept = await findFile(tx, id);
  if (kept === null) {
    const message = "The file is no longer kept, or somebody else sent it: validate it again and commit that import.";
    return refuse({ code: "IMPORT_FILE_GONE", message, field: ["input", "importId"] });
  }
  const municipalities = await findOwnMunicipalities(tx);
  const { today, allowReplacementCpr } = ctx;
  const content = openContent(ctx.identityKeys, id, kept);
  const { rows, findings } = readImport(content, { today, terms, municipalities, allowReplacementCpr });
  if (!findings.some(({ severity }) => severity === "ERROR")) return accept(rows);
  const message = "Something has changed since the file was validated: validate it again and mend what is found.";
  return refuse({ code: "IMPORT_OUTDATED", message, field: ["input", "importId"] });
}

type Work = Readonly<{ ground: ProgrammeGround; rows: readonly ImportRow[] }>;

/**
 * Stores the rows part by part; gives how many were passed over, because their citizen has been in the programme here.
 *
 * A citizen who is known elsewhere becomes the same person, unless that person is in this programme in another
 * municipality, which must not show here: then it is a person of its own, and is found as a possible duplicate.
 */
async function storeRows(ctx: Context, tx: Tx, found: ParticipantImport, { ground, rows }: Work): Promise<number> {
  await tx.query("SELECT set_config('statement_timeout', $1, true)", [LONGEST_STATEMENT]);
  const known = await findKnownPersons(tx, ctx.identityKeys, found.programmeId, rows);
  const arriving = rows.filter(({ line }) => known.get(line)?.takenHere !== true);
  const told = { ...ground, synthetic: found.synthetic, actor: ctx.viewer.subject, newId: ctx.newId };
  const registered: AccessedParticipation[] = [];
  await inPortions(arriving, PART, async (some, at) => {
    const part = some.map((row): Arriving => {
      const same = known.get(row.line);
      const personId = same === undefined || same.taken ? ctx.newId() : same.personId;
      const file = importedFile(row, personId, told);
      return { row, file, identity: identityOf(ctx, row, file.participation.id, found) };
    });
    const entries = part.flatMap(({ file }) => fileMeasures(file));
    tx.measure(...entries);
    tx.tell(...outcomeFacts(entries), ...part.flatMap(({ file }) => factsOf(file)));
    registered.push(...part.flatMap(({ identity }) => identity ?? []));
    await storeArriving(tx, found.id, part);
    const done = at + part.length;
    if (done < arriving.length) {
      await tellProgress(ctx, found, { phase: "COMMITTING", done, total: arriving.length, refusals: [] });
    }
  });
  await writeRegistrations(ctx, tx, registered);
  return rows.length - arriving.length;
}

/** A citizen who arrives is told of like one who is entered by hand; a file has no jobs, so that no hire can count. */
function factsOf(file: ParticipationFile): readonly NewFact[] {
  return standingFacts({ ...file, version: 0 }, file);
}

function identityOf(ctx: Context, row: ImportRow, participationId: string, found: ParticipantImport) {
  const { cpr, name } = row.person;
  if (cpr === null || name === null) return null;
  const owner = { participationId, programmeId: found.programmeId, municipalityCode: row.municipalityCode };
  return sealIdentity(ctx.identityKeys, owner, { name, cpr, cprGround: found.cprGround });
}

/**
 * Every identity that is registered is written down, as when it is registered one by one. It is done last, because
 * whoever reads of persons meanwhile waits for the log of it until the import ends.
 */
async function writeRegistrations(ctx: Context, tx: Tx, registered: readonly AccessedParticipation[]): Promise<void> {
  await inPortions(registered, PART, (accessed) =>
    writeAccess(tx, ctx, { fieldGroup: "REGISTRATION", purpose: "CASEWORK", accessed }),
  );
}
