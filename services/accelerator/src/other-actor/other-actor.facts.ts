/** What partnership is told of other actors. Pure. */
import type { NewFact } from "@inclusion/kernel/runtime";
import type { OtherActorGrown } from "@inclusion/schema/facts";
import type { OtherActor } from "./other-actor.ts";

/** What has come true, or no longer holds, between two versions of an other actor; the day told first is taken back. */
export function growthFacts(before: OtherActor, after: OtherActor): readonly NewFact[] {
  if (before.grownOn === after.grownOn) return [];
  return [
    ...(before.grownOn === null ? [] : [factOf("OtherActorGrowthVoided", before, before.grownOn)]),
    ...(after.grownOn === null ? [] : [factOf("OtherActorGrown", after, after.grownOn)]),
  ];
}

function factOf(type: "OtherActorGrown" | "OtherActorGrowthVoided", actor: OtherActor, grownOn: string): NewFact {
  const { programmeId, partnershipId, organisationId, municipalityCode } = actor;
  const payload: OtherActorGrown = { programmeId, partnershipId, organisationId, municipalityCode, grownOn };
  return { type, version: 1, subject: actor.id, payload };
}
