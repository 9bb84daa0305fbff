/** What the partnership service tells the accelerator, and the other actors whose growth is counted. Pure. */
import type { OrganisationCopy } from "@inclusion/accelerator/organisation/organisation";
import type { OtherActor, OtherActorFigures } from "@inclusion/accelerator/other-actor/other-actor";
import { registeredDays } from "@inclusion/accelerator/registration/registration";
import { addMonths, type LocalDate, localDate } from "@inclusion/kernel";
import type { ToldGrowth } from "@inclusion/partnership/partnership-indicator/other-actor-growth";
import { type AcceleratorRows, NO_COMPANIES, type Told } from "./accelerator-rows.ts";
import { movedBy } from "./days.ts";
import type { RegistrationCopy } from "./partnership-suppliers.ts";
import type { Random } from "./random.ts";
import { toldEach } from "./recording.ts";
import type { OrganisationRow } from "./rows.ts";

/** What the partnership service has and tells. */
export type ToldByPartnership = Readonly<{
  organisation: readonly Told<OrganisationRow>[];
  /** Companies with their registration at the time. */
  registrations: readonly Told<RegistrationCopy>[];
}>;

/** Organisations and registrations as they were told of. Partnerships are told by facts of the seed, which the service follows. */
export function copyRows(random: Random, { organisation, registrations }: ToldByPartnership): AcceleratorRows {
  const registered = Map.groupBy(registrations, ({ row }) => row.id);
  const organisations = organisation.flatMap(({ row, recordedAt }): Told<OrganisationCopy>[] => {
    const sizeClass = row.kinds.includes("MUNICIPALITY")
      ? null
      : random.pick(["MICRO", "SMALL", "SMALL", "MEDIUM"] as const);
    const { id, kinds, municipalityCode, cvr = null } = row;
    const copy = { id, cvr, kinds, municipalityCode, mergedInto: null, sizeClass, rsvRegistered: false };
    const known = (registered.get(id) ?? []).map(({ row: { registered: _, ...told }, recordedAt: at }) => {
      return { row: told, recordedAt: at };
    });
    const before = known.filter((told) => told.recordedAt <= recordedAt).at(-1);
    const after = known.filter((told) => told.recordedAt > recordedAt);
    return [
      { row: { ...copy, ...before?.row }, recordedAt },
      ...after.map((told) => ({ ...told, row: { ...copy, ...told.row } })),
    ];
  });
  const registration_copy = registrations
    .filter(({ row }) => row.registered.length > 0)
    .map(({ row: { id, registered }, recordedAt }) => ({
      row: { id, registeredOn: registeredDays(registered) },
      recordedAt,
    }));
  return { ...NO_COMPANIES, organisation_copy: organisations, registration_copy };
}

/** The other actors that the partnership service counts as grown, as it knows already, with the two years that say so. */
export function otherActorRows(random: Random, growth: readonly ToldGrowth[]): AcceleratorRows {
  const actors = growth.map(
    ({ programmeId, partnershipId, organisationId, municipalityCode, grownOn }): OtherActor => ({
      ...{ id: random.id(grownOn), programmeId, partnershipId, organisationId, municipalityCode, grownOn },
    }),
  );
  const told = toldEach(random.fork("told"), actors, ({ grownOn }) => grownOn as LocalDate);
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
  };
}
