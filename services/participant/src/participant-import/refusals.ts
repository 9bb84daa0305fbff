/** Every reason why an import is refused; what is wrong with its rows are findings. */
export const PARTICIPANT_IMPORT_REFUSALS = {
  PROGRAMME_UNKNOWN: "There is no programme of this id that the importer may use.",
  FILE_NAME: "The file's name is empty, too long or holds a number that may be a person's.",
  CONTENT_UNREADABLE: "The content is not base64, or not packed by gzip as it says.",
  IMPORT_HAS_ERRORS: "The file has errors; it is mended and sent again.",
  IMPORT_FILE_GONE: "The file is no longer kept, or somebody else sent it; it is sent again.",
  IMPORT_OUTDATED: "Something has changed since the file was validated, and it has errors now.",
  CONFLICT: "The import has another version than the expected one.",
  IDEMPOTENCY_MISMATCH: "The idempotency key was used before for another request.",
} as const;

/** The stable name of a reason in `PARTICIPANT_IMPORT_REFUSALS`. */
export type ParticipantImportRefusalCode = keyof typeof PARTICIPANT_IMPORT_REFUSALS;
