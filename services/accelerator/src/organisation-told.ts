/** What follows when an organisation is told: its copy, and what is counted where it has become part of another. */
import type { Fact, Tx } from "@inclusion/kernel/runtime";
import type { OrganisationSet, RsvSet } from "@inclusion/schema/facts";
import { recountCourse } from "./change.ts";
import { lockFilesOfCompany } from "./course/course-file.repository.ts";
import { findOrganisations, isLatestTold, putOrganisation } from "./organisation/organisation.repository.ts";
import { growthFacts } from "./other-actor/other-actor.facts.ts";
import { findActorsOfCompany, lockActor, storeActor } from "./other-actor/other-actor.repository.ts";
import { recountedActor } from "./other-actor/other-actor.ts";
import { putRegistrations } from "./registration/registration.repository.ts";

/**
 * Keeps an organisation as it was told last. Growth that was counted of it is taken back when it has become part of
 * another, and counted again when it stands for itself after all.
 */
export async function organisationTold(tx: Tx, fact: Fact, told: OrganisationSet, newId: () => string): Promise<void> {
  const { organisationId, mergedInto } = told;
  if (!(await isLatestTold(tx, "organisation", organisationId, fact.position))) return;
  const [before] = await findOrganisations(tx, [organisationId]);
  await putOrganisation(tx, told);
  if ((before?.mergedInto ?? null) === mergedInto) return;
  for (const file of await lockFilesOfCompany(tx, organisationId)) await recountCourse(tx, file, `fact ${fact.id}`);
  for (const { id: _id, grownOn: _grownOn, ...key } of await findActorsOfCompany(tx, organisationId)) {
    const file = await lockActor(tx, key, newId);
    const after = recountedActor(file);
    await storeActor(tx, file, after);
    tx.tell(...growthFacts(file.actor, after.actor));
  }
}

/** Keeps on which days an organisation was registered as a social enterprise, as it was told last. */
export async function registrationsTold(tx: Tx, { position }: Fact, told: RsvSet): Promise<void> {
  if (await isLatestTold(tx, "registration", told.organisationId, position)) await putRegistrations(tx, told);
}
