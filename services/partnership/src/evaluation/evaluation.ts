/** Evaluations of programmes: known by the hash of their file, and unchanged once published. Pure. */
import { acceptUnless, type LocalDate, type Refusal } from "@inclusion/kernel";
import { futureRefusals, textRefusals } from "../refusal/common-rules.ts";

export type EvaluationKind = "MIDTERM" | "FINAL";

/** An evaluation; a draft has no day of publication. */
export type Evaluation = Readonly<{
  id: string;
  programmeId: string;
  kind: EvaluationKind;
  title: string;
  author: string;
  fileUrl: string;
  mediaType: string;
  /** 64 hexadecimal digits in lower case; null while the file was not read. */
  sha256: string | null;
  publishedOn: LocalDate | null;
  version: number;
}>;

/** Media types of documents that people read or count in. */
export const MEDIA_TYPES: ReadonlySet<string> = new Set([
  "application/pdf",
  "text/html",
  "text/plain",
  "text/csv",
  "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
  "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
  "application/vnd.oasis.opendocument.text",
  "application/vnd.oasis.opendocument.spreadsheet",
]);

/** A draft that can be kept. @refuses FILE_HASH, MEDIA_TYPE, URL_UNREADABLE, EVALUATION_PUBLISHED, and the codes of texts */
export function readEvaluation(evaluation: Evaluation) {
  return acceptUnless([...publishedRefusals(evaluation), ...contentRefusals(evaluation)], () => evaluation);
}

/** The evaluation on its day of publication. @refuses FILE_HASH, EVALUATION_PUBLISHED, DATE_IN_FUTURE */
export function publishEvaluation(evaluation: Evaluation, publishedOn: LocalDate, today: LocalDate) {
  const unread: Refusal<"FILE_HASH">[] =
    evaluation.sha256 === null
      ? [{ code: "FILE_HASH", message: "Record the SHA-256 of the file first: it says which file was published." }]
      : [];
  return acceptUnless(
    [...publishedRefusals(evaluation), ...unread, ...futureRefusals(publishedOn, today, ["input", "publishedOn"])],
    (): Evaluation => ({ ...evaluation, publishedOn }),
  );
}

function publishedRefusals({ publishedOn }: Evaluation): Refusal<"EVALUATION_PUBLISHED">[] {
  if (publishedOn === null) return [];
  const message = `It is published since ${publishedOn} and stays as it is: register another one.`;
  return [{ code: "EVALUATION_PUBLISHED", message, field: ["input", "evaluationId"] }];
}

function contentRefusals({ title, author, fileUrl, mediaType, sha256 }: Evaluation) {
  const refusals: Refusal<"FILE_HASH" | "MEDIA_TYPE" | "URL_UNREADABLE">[] = [];
  if (sha256 !== null && !/^[0-9a-f]{64}$/.test(sha256)) {
    const message = "A SHA-256 is 64 hexadecimal digits.";
    refusals.push({ code: "FILE_HASH", message, field: ["input", "sha256"] });
  }
  if (!MEDIA_TYPES.has(mediaType)) {
    const message = `${mediaType.slice(0, 60)} is no media type of a document: use one of ${[...MEDIA_TYPES].join(", ")}.`;
    refusals.push({ code: "MEDIA_TYPE", message, field: ["input", "mediaType"] });
  }
  if (!isPlainHttps(fileUrl)) {
    const message = "Give an https address without a user's name, at most 1,000 characters.";
    refusals.push({ code: "URL_UNREADABLE", message, field: ["input", "fileUrl"] });
  }
  return [
    ...refusals,
    ...textRefusals(title, 300, ["input", "title"]),
    ...textRefusals(author, 200, ["input", "author"]),
  ];
}

function isPlainHttps(text: string): boolean {
  if (text.length > 1_000 || !URL.canParse(text)) return false;
  const url = new URL(text);
  return url.protocol === "https:" && url.username === "" && url.password === "" && url.hostname.includes(".");
}
