/** How a partnership begins. Pure. */
import { accept, type LocalDate } from "@inclusion/kernel";
import { notInFuture, type Problem, type Rule, refusedFor, when } from "../record/rule.ts";
import { ownedBy, type Partnership, type PartnershipFile, type PartyRole } from "./partnership.ts";
import { fitsRole, type KnownOrganisation, rolesApart } from "./party-rules.ts";
import { takesPart } from "./transitions.ts";

/** What a draft says. */
export type Draft = Readonly<{
  kind: Partnership["kind"];
  origin: NonNullable<Partnership["origin"]>;
  axis: NonNullable<Partnership["axis"]>;
  draftedOn: LocalDate;
  parties: readonly Readonly<{ role: PartyRole; organisationId: string }>[];
}>;

/** What the rule looks at besides. */
export type DraftTerms = Readonly<{
  organisations: ReadonlyMap<string, KnownOrganisation>;
  sameOrganisationTwoRoles: boolean;
}>;

/**
 * Drafts a partnership: the empty file of its programme and place becomes one.
 *
 * @refuses PROGRAMME_NOT_OPEN, MUNICIPALITY_NOT_IN_PROGRAMME, ORGANISATION_UNKNOWN, ROLE_MISMATCH, PARTY_REPEATED,
 *   SAME_ORGANISATION_TWO_ROLES, DATE_IN_FUTURE
 */
export function draft(
  { parties, ...facts }: Draft,
  { organisations, sameOrganisationTwoRoles }: DraftTerms,
): Rule<PartnershipFile> {
  return (empty, at) => {
    const problems = [
      ...notInFuture(at, facts.draftedOn, "draftedOn"),
      ...programmeOpen(empty, facts.draftedOn),
      ...takesPart(empty.stays, facts.draftedOn, "municipalityCode"),
      ...parties.flatMap(({ role, organisationId }) => fitsRole(organisations.get(organisationId), role, "parties")),
      ...rolesApart(parties, sameOrganisationTwoRoles, "parties"),
    ];
    const file = { ...empty, record: { ...empty.record, ...facts } };
    const rows = parties.map(({ role, organisationId }) => ({
      ...ownedBy(file),
      ...{ id: at.newId(), role, organisationId, joinedOn: facts.draftedOn, leftOn: null, leaveReason: null },
    }));
    return refusedFor(problems) ?? accept({ ...file, parties: rows });
  };
}

function programmeOpen({ programme }: PartnershipFile, day: LocalDate): readonly Problem[] {
  const { startsOn, endsOn } = programme;
  const isOpen = (startsOn === null || startsOn <= day) && (endsOn === null || day <= endsOn);
  const period = `${startsOn ?? "an open start"} to ${endsOn ?? "an open end"}`;
  return when(!isOpen, "PROGRAMME_NOT_OPEN", `The programme runs from ${period}, not on ${day}.`, "draftedOn");
}
