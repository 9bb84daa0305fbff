/** What the partnership service tells the accelerator, and the other actors whose growth is counted. Pure. */
import type { OrganisationCopy, PartnershipCopy } from "@inclusion/accelerator/organisation/organisation";
import type { OtherActor, OtherActorFigures } from "@inclusion/accelerator/other-actor/other-actor";
import { growthFacts } from "@inclusion/accelerator/other-actor/other-actor.facts";
import { addMonths, type LocalDate, localDate } from "@inclusion/kernel";
import { type AcceleratorRows, NO_COMPANIES, type Told } from "./accelerator-rows.ts";
import { movedBy } from "./days.ts";
import type { Random } from "./random.ts";
import { toldEach } from "./recording.ts";
import type { OrganisationRow, PartnershipRows } from "./rows.ts";

/** Companies whose registration lapsed, and how many days after their acceptance that was told. */
const LAPSES: ReadonlyMap<number, number> = new Map([
  [2, 140],
  [9, 300],
]);

/** Organisations and partnerships as they were told of. */
export function copyRows(
  random: Random,
  rows: PartnershipRows,
  accepted: readonly Readonly<{ organisationId: string; acceptedOn: LocalDate | null }>[],
): AcceleratorRows {
  const organisations = rows.organisation.flatMap(({ row, recordedAt }) => {
    const place = accepted.findIndex(({ organisationId }) => organisationId === row.id);
    const lapse = LAPSES.get(place);
    const copy = organisationCopy(random, row, lapse !== undefined);
    if (lapse === undefined) return [{ row: copy, recordedAt }];
    const toldOn = movedBy(accepted[place]?.acceptedOn as LocalDate, lapse);
    return [
      { row: copy, recordedAt },
      { row: { ...copy, rsvRegistered: false }, recordedAt: random.instant(toldOn) },
    ];
  });
  return { ...NO_COMPANIES, organisation_copy: organisations, partnership_copy: partnershipCopies(rows) };
}

function organisationCopy(random: Random, row: OrganisationRow, isRegistered: boolean): OrganisationCopy {
  const isSocial = row.kinds.includes("SOCIAL_ENTERPRISE");
  return {
    ...{ id: row.id, cvr: null, kinds: row.kinds, municipalityCode: row.municipalityCode, mergedInto: null },
    sizeClass: row.kinds.includes("MUNICIPALITY") ? null : random.pick(["MICRO", "SMALL", "SMALL", "MEDIUM"] as const),
    rsvRegistered: isRegistered || (isSocial && random.chance(60)),
  };
}

/** Signed from the day on which it is active; closed on the day that its end became known. */
function partnershipCopies({ partnership, partnership_party }: PartnershipRows): readonly Told<PartnershipCopy>[] {
  const parties = Map.groupBy(partnership_party, ({ row }) => row.partnershipId);
  return partnership.flatMap(({ row, recordedAt }) => {
    if (row.state === "DRAFTED" || (row.state === "ACTIVE" && row.casePublishedOn !== null)) return [];
    const closedOn = row.state === "CLOSED" ? localDate(recordedAt.slice(0, 10)) : null;
    const of = (parties.get(row.id) ?? []).map(({ row: { organisationId, role } }) => ({ organisationId, role }));
    const copy = { id: row.id, programmeId: row.programmeId, municipalityCodes: [row.municipalityCode], parties: of };
    return [{ row: { ...copy, signedOn: row.activeFrom, closedOn }, recordedAt }];
  });
}

/** The other actors that the partnership service counts as grown, with the two years that say so. */
export function otherActorRows(random: Random, { measure_entry, partnership_party }: PartnershipRows): AcceleratorRows {
  const grown = measure_entry.filter(({ row }) => row.indicator === "OTHER_ACTOR_GROWTH");
  const told = grown.flatMap(
    ({ row: { programmeId, municipalityCode, subjectId: organisationId, validOn }, recordedAt }) => {
      const party = partnership_party.find(
        ({ row }) => row.organisationId === organisationId && row.role === "OTHER_ACTOR",
      );
      if (party === undefined || municipalityCode === null) return [];
      const { partnershipId } = party.row;
      const actor: OtherActor = {
        id: random.id(validOn),
        programmeId,
        partnershipId,
        organisationId,
        municipalityCode,
        grownOn: validOn,
      };
      return [{ row: actor, recordedAt }];
    },
  );
  const figures = told.flatMap(({ row }) => {
    const thousands = random.between(2_000, 9_000);
    const year = (kind: OtherActorFigures["kind"], to: LocalDate, percent: number): OtherActorFigures => {
      const { id: otherActorId, programmeId, organisationId, municipalityCode } = row;
      return {
        ...{ id: random.id(to), otherActorId, programmeId, organisationId, municipalityCode, kind },
        ...{ periodFrom: movedBy(addMonths(movedBy(to, 1), -12), 0), periodTo: to, currency: "DKK" },
        turnoverMinor: BigInt(thousands * percent) * 1_000n,
        ...{ fteHundredths: 800 + percent, source: "syntetisk årsrapport", enteredBy: "system:seed" },
        ...{ voidedOn: null, voidedBy: null, voidReason: null },
      };
    };
    return [
      year("BASELINE", localDate("2017-12-31"), 100),
      year("FOLLOW_UP", row.grownOn as LocalDate, random.between(103, 125)),
    ];
  });
  return {
    ...NO_COMPANIES,
    other_actor: told,
    other_actor_figures: toldEach(random, figures, ({ periodTo }) => periodTo),
    fact: told.flatMap(({ row, recordedAt }) =>
      growthFacts({ ...row, grownOn: null }, row).map((fact) => ({
        row: { id: random.id(row.grownOn as LocalDate), ...fact },
        recordedAt,
      })),
    ),
  };
}
