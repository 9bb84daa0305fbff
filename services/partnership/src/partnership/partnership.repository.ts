import type { LocalDate } from "@inclusion/kernel";
import type { Reader } from "@inclusion/kernel/runtime";
import { AnchoringPlanEntity } from "../anchoring/anchoring.entity.ts";
import { CommitmentEntity } from "../commitment/commitment.entity.ts";
import { PartnershipCaseEntity } from "../partnership-case/partnership-case.entity.ts";
import { findSettings } from "../programme-setting/programme-setting.repository.ts";
import { settingsOn } from "../programme-setting/programme-setting.ts";
import { findRecords, type RecordMap } from "../record/record.repository.ts";
import { AgreementEntity, PartnershipEntity, PartyEntity, SignatureEntity } from "./partnership.entity.ts";
import type { Partnership, PartnershipFile, PartnershipState } from "./partnership.ts";
import type { KnownOrganisation } from "./party-rules.ts";

const ofFile = { by: "partnership_id" } as const;

/** What others keep of a partnership's programme, place and participants; `r` is the partnership. */
const MORE = {
  programme: `(SELECT json_build_object('startsOn', p.starts_on, 'endsOn', p.ends_on)
    FROM partnership.programme p WHERE p.id = r.programme_id)`,
  stays: `coalesce((SELECT json_agg(json_build_object('joinedOn', m.joined_on, 'leftOn', m.left_on) ORDER BY m.joined_on)
    FROM partnership.programme_municipality m
    WHERE m.programme_id = r.programme_id AND m.municipality_code = r.municipality_code), '[]')`,
  openMatches: "coalesce((SELECT o.count FROM partnership.open_matches o WHERE o.partnership_id = r.id), 0)",
  eligibleTo: `(SELECT max(e.eligible_to)::text FROM partnership.grant_end e
    WHERE e.programme_id = r.programme_id)`,
  methodVersionIds: `ARRAY(SELECT v.id::text FROM partnership.method_version v WHERE v.programme_id = r.programme_id)`,
};

/** Where a partnership's file stands. */
export const PARTNERSHIP_MAP: RecordMap = {
  entity: PartnershipEntity,
  lists: {
    parties: { ...ofFile, entity: PartyEntity, order: "row.role, row.joined_on NULLS FIRST, row.organisation_id" },
    agreements: { ...ofFile, entity: AgreementEntity, order: "row.number" },
    signatures: { ...ofFile, entity: SignatureEntity, order: "row.signed_on, row.id" },
    cases: { ...ofFile, entity: PartnershipCaseEntity, order: "row.drafted_on, row.id" },
    commitments: { ...ofFile, entity: CommitmentEntity, order: "row.promised_on, row.id" },
    plans: { ...ofFile, entity: AnchoringPlanEntity, order: "row.proposed_on, row.id" },
  },
  more: MORE,
};

/** The files of these partnerships that the viewer may see. */
export function findPartnershipFiles(reader: Reader, ids: readonly string[]): Promise<PartnershipFile[]> {
  return findRecords<PartnershipFile>(reader, PARTNERSHIP_MAP, ids);
}

const SELECT = `
  SELECT id, programme_id AS "programmeId", kind, state, municipality_code AS "municipalityCode", origin, axis,
         drafted_on::text AS "draftedOn", signed_on::text AS "signedOn", active_from::text AS "activeFrom",
         anchored_on::text AS "anchoredOn", closed_on::text AS "closedOn", close_reason AS "closeReason", synthetic
  FROM partnership.partnership`;

/** The partnerships with these ids that the viewer may see. */
export function findPartnerships(reader: Reader, ids: readonly string[]): Promise<Partnership[]> {
  return reader.query(`${SELECT} WHERE id = ANY ($1::uuid[])`, [ids]);
}

/** Partnerships of a programme by id, after `id` or from the first; of one state when it is named. */
export function listPartnerships(
  reader: Reader,
  asked: Readonly<{
    programmeId: string;
    states: readonly PartnershipState[] | null;
    after: string | null;
    limit: number;
  }>,
): Promise<Partnership[]> {
  return reader.query(
    `${SELECT} WHERE programme_id = $1 AND ($2::text[] IS NULL OR state = ANY ($2)) AND ($3::uuid IS NULL OR id > $3)
     ORDER BY id LIMIT $4`,
    [asked.programmeId, asked.states, asked.after, asked.limit],
  );
}

/** What is known of these organisations, by id. */
export async function findKnownOrganisations(
  reader: Reader,
  ids: readonly string[],
): Promise<ReadonlyMap<string, KnownOrganisation>> {
  const rows = await reader.query<KnownOrganisation>(
    "SELECT id, kinds, cvr FROM partnership.organisation WHERE id = ANY ($1::uuid[])",
    [ids],
  );
  return new Map(rows.map((row) => [row.id, row]));
}

/** What a draft of this programme and place begins with. */
export async function emptyTerms(
  reader: Reader,
  programmeId: string,
  municipalityCode: string,
): Promise<Pick<PartnershipFile, "programme" | "stays" | "openMatches" | "eligibleTo" | "methodVersionIds">> {
  const terms = Object.entries({ programme: MORE.programme, stays: MORE.stays, eligibleTo: MORE.eligibleTo })
    .map(([name, sql]) => `${sql} AS "${name}"`)
    .join(", ");
  const [row] = await reader.query<Pick<PartnershipFile, "programme" | "stays" | "eligibleTo">>(
    `SELECT ${terms} FROM (SELECT $1::uuid AS programme_id, $2::text AS municipality_code) r`,
    [programmeId, municipalityCode],
  );
  const nothing = { programme: { startsOn: null, endsOn: null }, stays: [], eligibleTo: null };
  return { ...nothing, ...row, openMatches: 0, methodVersionIds: [] };
}

/** The text of these agreements, by agreement. */
export function findTexts(reader: Reader, ids: readonly string[]): Promise<Readonly<{ id: string; text: string }>[]> {
  return reader.query("SELECT id, text FROM partnership.agreement WHERE id = ANY ($1::uuid[])", [ids]);
}

/** Whether the programme lets one organisation have two roles today: a setting of the programme. */
export async function sameOrganisationTwoRoles(
  reader: Reader,
  programmeId: string,
  today: LocalDate,
): Promise<boolean> {
  const stored = await findSettings(reader, [programmeId]);
  const setting = settingsOn(stored, today).find(({ name }) => name === "SAME_ORGANISATION_TWO_ROLES");
  return setting?.value === "true";
}
