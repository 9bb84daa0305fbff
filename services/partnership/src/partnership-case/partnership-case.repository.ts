import type { LocalDate } from "@inclusion/kernel";
import type { Reader } from "@inclusion/kernel/runtime";

/** A published case as anybody may read it. */
export type PublishedCase = Readonly<{
  id: string;
  programmeId: string;
  municipalityCode: string;
  title: string;
  summary: string;
  publishedOn: LocalDate;
}>;

/** The published cases of these programmes, newest first, whoever asks. */
export function findPublishedCases(reader: Reader, programmeIds: readonly string[]): Promise<PublishedCase[]> {
  return reader.query(
    `SELECT id, programme_id AS "programmeId", municipality_code AS "municipalityCode", title, summary,
            published_on::text AS "publishedOn"
     FROM partnership.published_cases($1::uuid[]) ORDER BY published_on DESC, id`,
    [programmeIds],
  );
}
