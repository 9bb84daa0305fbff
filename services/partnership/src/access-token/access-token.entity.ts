import { EntitySchema } from "typeorm";

/** A row of `partnership.access_token`: the token, its limits as columns, and what is never shown. */
export type AccessTokenRow = Readonly<{
  id: string;
  label: string;
  environment: "live" | "test";
  secretHash: string;
  scopes: readonly string[];
  programmes: readonly string[] | null;
  municipalities: readonly string[] | null;
  regions: readonly string[] | null;
  organisations: readonly string[] | null;
  courses: readonly string[] | null;
  grants: readonly string[] | null;
  documentsOnly: boolean;
  fixedPeriodsOnly: boolean;
  purpose: string | null;
  organisationId: string | null;
  expiresAt: Date;
  makers: readonly string[];
  parentId: string | null;
  createdBy: string;
  createdAt: Date;
  revokedAt: Date | null;
  revokedBy: string | null;
  revocationReason: string | null;
}>;

const texts = { type: "text", array: true } as const;
const limit = { ...texts, nullable: true } as const;

/** Table `partnership.access_token`; the migrations own it. */
export const AccessTokenEntity = new EntitySchema<AccessTokenRow>({
  name: "AccessToken",
  schema: "partnership",
  tableName: "access_token",
  columns: {
    id: { type: "uuid", primary: true },
    label: { type: "text" },
    environment: { type: "text" },
    secretHash: { type: "text", name: "secret_hash" },
    scopes: texts,
    programmes: limit,
    municipalities: limit,
    regions: limit,
    organisations: limit,
    courses: limit,
    grants: limit,
    documentsOnly: { type: "boolean", name: "documents_only" },
    fixedPeriodsOnly: { type: "boolean", name: "fixed_periods_only" },
    purpose: { type: "text", nullable: true },
    organisationId: { type: "uuid", name: "organisation_id", nullable: true },
    expiresAt: { type: "timestamptz", name: "expires_at" },
    makers: texts,
    parentId: { type: "uuid", name: "parent_id", nullable: true },
    createdBy: { type: "text", name: "created_by" },
    createdAt: { type: "timestamptz", name: "created_at" },
    revokedAt: { type: "timestamptz", name: "revoked_at", nullable: true },
    revokedBy: { type: "text", name: "revoked_by", nullable: true },
    revocationReason: { type: "text", name: "revocation_reason", nullable: true },
  },
});
