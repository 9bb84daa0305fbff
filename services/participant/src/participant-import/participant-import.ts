/** Imports of citizens: where they stand, and when one may be committed. Pure. */
import { accept, type Decision, refuse } from "@inclusion/kernel";
import type { CprGround } from "../identity/identity.ts";
import type { ProgrammeTerms } from "../programme-terms/programme-terms.ts";
import type { Delimiter } from "./csv.ts";
import type { Encoding } from "./decoding.ts";
import type { ParticipantImportRefusalCode } from "./refusals.ts";

/** What is stored of where an import stands; an import that nobody committed in time is shown as EXPIRED. */
export type StoredState = "INVALID" | "VALIDATED" | "COMMITTED";
export type ParticipantImportState = StoredState | "EXPIRED";

/** An import without its file. */
export type ParticipantImport = Readonly<{
  id: string;
  version: number;
  programmeId: string;
  fileName: string;
  /** SHA-256 in hexadecimal digits. */
  fileHash: string;
  createdBy: string;
  state: StoredState;
  encoding: Encoding | null;
  delimiter: Delimiter | null;
  rowCount: number;
  errorCount: number;
  warningCount: number;
  createdCount: number | null;
  passedOverCount: number | null;
  /** Municipalities of the rows that can be imported, each once. */
  municipalityCodes: readonly string[];
  cprGround: CprGround;
  synthetic: boolean;
  createdAt: Date;
  expiresAt: Date;
  committedAt: Date | null;
}>;

/** How long a file is kept for its commit. */
export const KEPT_MS = 24 * 60 * 60 * 1_000;

/** Findings that are kept of a file; a person mends no more at once. */
export const MOST_FINDINGS = 1_000;

/** Whether anything was told of a programme; an unknown one has neither period nor municipalities. */
export function isKnown({ startsOn, endsOn, municipalities }: ProgrammeTerms): boolean {
  return startsOn !== null || endsOn !== null || municipalities.length > 0;
}

/** That there is no programme, or none that the importer may use. */
export function programmeUnknown() {
  const message = "There is no programme of this id that you may import to.";
  return { code: "PROGRAMME_UNKNOWN", message, field: ["input", "programmeId"] } as const;
}

/** Where an import stands at `now`. */
export function stateAt({ state, expiresAt }: ParticipantImport, now: Date): ParticipantImportState {
  return state !== "COMMITTED" && expiresAt <= now ? "EXPIRED" : state;
}

/**
 * Whether an import may be committed.
 *
 * @param expectedVersion the version that the caller has seen; null when the caller does not mind
 * @refuses CONFLICT, IMPORT_HAS_ERRORS, both at once
 */
export function mayCommit(
  found: ParticipantImport,
  expectedVersion: number | null,
): Decision<ParticipantImport, ParticipantImportRefusalCode> {
  const [first, ...more] = [
    ...(expectedVersion === null || expectedVersion === found.version ? [] : [changed(found.version)]),
    ...(found.state === "INVALID" ? [hasErrors(found.errorCount)] : []),
  ];
  return first === undefined ? accept(found) : refuse(first, ...more);
}

function changed(version: number) {
  const message = `The import has version ${version} now: read it again and decide again.`;
  return { code: "CONFLICT", message, field: ["input", "expectedVersion"] } as const;
}

function hasErrors(errors: number) {
  const message = `The file has ${errors} errors: mend them and validate it again.`;
  return { code: "IMPORT_HAS_ERRORS", message, field: ["input", "importId"] } as const;
}

/**
 * A file's name, for people.
 *
 * @refuses FILE_NAME
 */
export function readFileName(name: string, holdsNumber: boolean): Decision<string, "FILE_NAME"> {
  const trimmed = name.trim();
  if (trimmed.length > 0 && trimmed.length <= 200 && !holdsNumber) return accept(trimmed);
  const message = "Give a file name of 1 to 200 characters, without a civil registration number in it.";
  return refuse({ code: "FILE_NAME", message, field: ["input", "fileName"] });
}
