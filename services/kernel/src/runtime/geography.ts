import { z } from "zod";
import type { Tx } from "./unit-of-work.ts";

const Payload = z.object({
  memberships: z.array(
    z.object({
      municipalityCode: z.string(),
      regionCode: z.string(),
      validFrom: z.string(),
      validUntil: z.string().nullable(),
    }),
  ),
});

/** Takes over the whole table of which municipality lies in which region: row policies need it in every service. */
export async function setRegionMemberships(tx: Tx, schema: string, payload: unknown): Promise<void> {
  const { memberships } = Payload.parse(payload);
  await tx.query(
    `INSERT INTO ${schema}.municipality_region (municipality_code, region_code, valid_from, valid_until)
     SELECT "municipalityCode", "regionCode", "validFrom", "validUntil" FROM jsonb_to_recordset($1::jsonb)
       AS m("municipalityCode" text, "regionCode" text, "validFrom" date, "validUntil" date)
     ON CONFLICT (municipality_code, valid_from)
       DO UPDATE SET region_code = excluded.region_code, valid_until = excluded.valid_until`,
    [JSON.stringify(memberships)],
  );
}
