/** Who can be a party, and in which role. Pure. */

import { type Problem, when } from "../record/rule.ts";
import { NEEDED_ROLES, type Partnership, type Party, type PartyRole, presentParties } from "./partnership.ts";

/** What is known of an organisation: what it is, and the register number that some steps ask for. */
export type KnownOrganisation = Readonly<{ id: string; kinds: readonly string[]; cvr: string | null }>;

/** What an organisation has to be to take a role: one of these kinds. */
const KINDS: Readonly<Record<PartyRole, readonly string[]>> = {
  MUNICIPALITY: ["MUNICIPALITY"],
  OTHER_ACTOR: ["OTHER_ACTOR"],
  SOCIAL_ENTERPRISE: ["SOCIAL_ENTERPRISE", "SOCIAL_ECONOMY_ACTOR"],
  ORDINARY_COMPANY: ["ORDINARY_COMPANY"],
  PUBLIC_AUTHORITY: ["MUNICIPALITY", "REGION", "PUBLIC_AUTHORITY", "FUND"],
};

/** @refuses PARTY_ROLE_MISSING for every role that the kind needs and nobody has */
export function rolesFilled({ kind }: Pick<Partnership, "kind">, parties: readonly Party[]): readonly Problem[] {
  const present = presentParties(parties);
  const missing = NEEDED_ROLES[kind].filter((roles) => !present.some(({ role }) => roles.includes(role)));
  const tooFew = kind === "OTHER" && new Set(present.map(({ organisationId }) => organisationId)).size < 2;
  return [
    ...missing.flatMap((roles) =>
      when(
        true,
        "PARTY_ROLE_MISSING",
        `A ${kind} partnership needs a party as ${roles.join(" or ")}.`,
        "partnershipId",
      ),
    ),
    ...when(tooFew, "PARTY_ROLE_MISSING", "A partnership needs two parties or more.", "partnershipId"),
  ];
}

/**
 * @param sameOrganisationTwoRoles whether the programme lets one organisation have two roles
 * @refuses SAME_ORGANISATION_TWO_ROLES, PARTY_REPEATED
 */
export function rolesApart(
  parties: readonly Pick<Party, "role" | "organisationId">[],
  sameOrganisationTwoRoles: boolean,
  field: string,
): readonly Problem[] {
  const pairs = parties.map(({ role, organisationId }) => `${organisationId} ${role}`);
  const isRepeated = new Set(pairs).size < pairs.length;
  const holders = new Set(parties.map(({ organisationId }) => organisationId));
  const hasTwo = new Set(pairs).size > holders.size && !sameOrganisationTwoRoles;
  return [
    ...when(isRepeated, "PARTY_REPEATED", "Name each organisation once in a role.", field),
    ...when(
      hasTwo,
      "SAME_ORGANISATION_TWO_ROLES",
      "In this programme an organisation has one role: name another for the second.",
      field,
    ),
  ];
}

/** @refuses ORGANISATION_UNKNOWN, ROLE_MISMATCH */
export function fitsRole(
  organisation: KnownOrganisation | undefined,
  role: PartyRole,
  field: string,
): readonly Problem[] {
  if (organisation === undefined) {
    return when(true, "ORGANISATION_UNKNOWN", "There is no organisation of this id.", field);
  }
  const isFit = organisation.kinds.some((kind) => KINDS[role].includes(kind));
  const message = `The role ${role} is for organisations of kind ${KINDS[role].join(", ")}; this one is ${organisation.kinds.join(", ") || "of no kind"}.`;
  return when(!isFit, "ROLE_MISMATCH", message, field);
}
