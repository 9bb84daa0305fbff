/** An import's file as it is kept until the commit: packed and sealed, so that no row of it can be read in the database. */
import { gunzipSync, gzipSync } from "node:zlib";
import type { FieldKeys, SealPlace } from "@inclusion/kernel/runtime";
import type { KeptFile } from "./participant-import.repository.ts";

/** The bytes of a file and of what is returned of it. */
export type OpenFile = Readonly<{ content: Uint8Array; annotated: Uint8Array }>;

/** Seals both for the import of this id. */
export function sealFile(keys: FieldKeys, importId: string, { content, annotated }: OpenFile): KeptFile {
  const sealed = (column: string, bytes: Uint8Array): Buffer =>
    keys.seal(placeOf(importId, column), gzipSync(bytes, { level: 1 }).toString("base64"));
  return { content: sealed("content_cipher", content), annotated: sealed("annotated_cipher", annotated) };
}

/** @throws Error when it was changed or moved, or its keys are no longer in use */
export function openContent(keys: FieldKeys, importId: string, { content }: KeptFile): Uint8Array {
  return opened(keys, placeOf(importId, "content_cipher"), content);
}

/** @throws Error when it was changed or moved, or its keys are no longer in use */
export function openAnnotated(keys: FieldKeys, importId: string, { annotated }: KeptFile): Uint8Array {
  return opened(keys, placeOf(importId, "annotated_cipher"), annotated);
}

function opened(keys: FieldKeys, place: SealPlace, sealed: Buffer): Uint8Array {
  return gunzipSync(Buffer.from(keys.open(place, sealed), "base64"));
}

function placeOf(rowId: string, column: string): SealPlace {
  return { table: "participant_import_file", column, rowId };
}
