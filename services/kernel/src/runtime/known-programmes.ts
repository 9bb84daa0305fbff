/** Which programmes there are, in a service that keeps none of its own and is told of each by the partnership service. */
import { isId, type Viewer } from "../pure/index.ts";
import type { Reader } from "./database.ts";
import { Fault } from "./errors.ts";
import type { Tx } from "./unit-of-work.ts";

export type KnownProgrammes = Readonly<{
  /** Keeps that a programme is there; told again, nothing changes. */
  keep: (tx: Tx, programmeId: string) => Promise<void>;
  /** @throws Fault NOT_FOUND for a programme that nobody has told of, and alike for one outside of the viewer's limits */
  require: (reader: Reader, viewer: Pick<Viewer, "limits">, programmeId: string) => Promise<void>;
}>;

/** Over the table `known_programme` of a service's schema. */
export function knownProgrammes(schema: string): KnownProgrammes {
  return {
    keep: async (tx, programmeId) => {
      await tx.query(`INSERT INTO ${schema}.known_programme (programme_id) VALUES ($1) ON CONFLICT DO NOTHING`, [
        programmeId,
      ]);
    },
    require: async (reader, { limits: { programmes } }, programmeId) => {
      const isAllowed = isId(programmeId) && (programmes === null || programmes.includes(programmeId));
      const known = isAllowed
        ? await reader.query(`SELECT 1 FROM ${schema}.known_programme WHERE programme_id = $1`, [programmeId])
        : [];
      if (known.length === 0) throw new Fault("NOT_FOUND", "There is no programme of this id that you may see.");
    },
  };
}
