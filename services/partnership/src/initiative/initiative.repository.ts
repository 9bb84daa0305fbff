import type { Reader } from "@inclusion/kernel/runtime";
import { findRecords, type RecordMap } from "../record/record.repository.ts";
import { InitiativeEntity, InitiativeStepEntity } from "./initiative.entity.ts";
import type { InitiativeFile } from "./initiative.ts";

/** Where an initiative's file stands. */
export const INITIATIVE_MAP: RecordMap = {
  entity: InitiativeEntity,
  lists: {
    steps: { entity: InitiativeStepEntity, by: "initiative_id", order: "row.reached_on, row.recorded_at, row.id" },
  },
};

/** Initiatives of a programme that the viewer may see, by id, after `id` or from the first. */
export async function listInitiatives(
  reader: Reader,
  programmeId: string,
  after: string | null,
  limit: number,
): Promise<InitiativeFile[]> {
  const ids = await reader.query<{ id: string }>(
    `SELECT id FROM partnership.initiative WHERE programme_id = $1 AND ($2::uuid IS NULL OR id > $2) ORDER BY id LIMIT $3`,
    [programmeId, after, limit],
  );
  const files = await findInitiatives(
    reader,
    ids.map(({ id }) => id),
  );
  return files.sort((a, b) => (a.record.id < b.record.id ? -1 : 1));
}

/** The files of these initiatives that the viewer may see. */
export function findInitiatives(reader: Reader, ids: readonly string[]): Promise<InitiativeFile[]> {
  return findRecords<InitiativeFile>(reader, INITIATIVE_MAP, ids);
}
