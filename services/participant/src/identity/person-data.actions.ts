/** What a person may ask of us: everything that is kept, that it is not used, and that it goes. */
import { accept, addDays, type Decision, deepEqual, isId, type LocalDate, reasonsOf, refuse } from "@inclusion/kernel";
import { Fault, type NewFact, type Tx } from "@inclusion/kernel/runtime";
import type { PersonRestrictionLifted, RestrictPerson } from "@inclusion/schema/facts";
import { findAccessLines, writeAccess } from "../access-log/access-log.repository.ts";
import type { AccessFieldGroup } from "../access-log/access-log.ts";
import type { Context } from "../context.ts";
import { lockFile, storeFile } from "../participation/participation-file.repository.ts";
import { standingFacts } from "../participation/standing.facts.ts";
import { type Action, authorize } from "../policy.ts";
import { endedReadiness } from "../readiness/end-readiness.ts";
import { findIdentities } from "./identity.repository.ts";
import {
  eraseParticipations,
  findParticipationsOfPerson,
  findRowsOfPerson,
  liftRestrictions,
  lockRestrictions,
  type ParticipationOfPerson,
  type RestrictedParticipation,
  type RestrictionLift,
  restrictParticipations,
} from "./person-data.repository.ts";
import type { IdentityRefusalCode } from "./refusals.ts";
import { openIdentity } from "./sealed-identity.repository.ts";

type Decided<Value> = Decision<Value, IdentityRefusalCode>;

/** Days within which a person is answered. */
const ANSWER_DAYS = 30;

/** Everything on one person, and the day by which the person is answered. */
export type AccessExport = Readonly<{ document: string; answerBy: LocalDate }>;

/**
 * Everything that is kept of the person of a participation, within what the viewer may see, with who has read it,
 * as a JSON document. The export itself is the log's last line.
 *
 * @throws Fault NOT_FOUND when there is no such participation that the viewer may see
 */
export function accessExportRequest(
  ctx: Context,
  { participationId }: Readonly<{ participationId: string }>,
): Promise<Decided<AccessExport>> {
  authorize(ctx.viewer, "access:exportRequest");
  return ctx.transaction(async (tx) => {
    const participations = await personOf(tx, participationId);
    await writeDown(ctx, tx, "EXPORT", participations);
    const ids = participations.map((each) => each.participationId);
    const identities = (await findIdentities(tx, ids)).map((row) => openIdentity(ctx.identityKeys, row));
    const content = {
      madeAt: ctx.now.toISOString(),
      identities,
      rows: await findRowsOfPerson(tx, participations),
      accessLog: await findAccessLines(tx, ids),
    };
    await tx.note("access:exportRequest", participationId);
    return accept({ document: JSON.stringify(content, null, 2), answerBy: addDays(ctx.today, ANSWER_DAYS) });
  });
}

/**
 * Restricts the person of a participation: hidden and not used, still counted. Again changes nothing.
 *
 * @returns ids of the participations that are restricted now
 * @throws Fault NOT_FOUND when there is no such participation that the viewer may see
 */
export function personRestrict(
  ctx: Context,
  { participationId }: Readonly<{ participationId: string }>,
): Promise<Decided<readonly string[]>> {
  return hide(ctx, participationId, {
    action: "person:restrict",
    fieldGroup: "RESTRICTION",
    work: (tx, participations) => restrictParticipations(tx, participations, ctx.today),
  });
}

/**
 * Erases the person of a participation: identity, measurements and contacts at once, with every earlier row of them;
 * the rest is restricted until the duty to keep it ends. What was counted stays counted.
 *
 * @refuses RETENTION_DAY_PAST
 * @returns ids of the participations that are restricted now
 * @throws Fault NOT_FOUND when there is no such participation that the viewer may see
 */
export async function personErase(
  ctx: Context,
  { participationId, retentionEndsOn }: Readonly<{ participationId: string; retentionEndsOn: LocalDate }>,
): Promise<Decided<readonly string[]>> {
  authorize(ctx.viewer, "person:erase");
  if (retentionEndsOn <= ctx.today) {
    return refuse({
      code: "RETENTION_DAY_PAST",
      message: `Give the day until which the rest must be kept, after today, ${ctx.today}.`,
      field: ["input", "retentionEndsOn"],
    });
  }
  return hide(ctx, participationId, {
    action: "person:erase",
    fieldGroup: "ERASURE",
    work: (tx, participations) => eraseParticipations(tx, participations, ctx.today, retentionEndsOn),
  });
}

/**
 * Lifts the restriction of the person of a participation; its rows are shown and used again, here and in the services
 * that follow. The reason, and when the person was told of it beforehand, stay in the restriction's history.
 *
 * @refuses INFORMED_DAY_AHEAD, NOT_RESTRICTED, ERASED
 * @returns ids of the participations that are shown again
 * @throws Fault NOT_FOUND when there is no such participation that the viewer may see
 */
export function personRestrictionLift(
  ctx: Context,
  { participationId, ...why }: Readonly<{ participationId: string }> & RestrictionLift,
): Promise<Decided<readonly string[]>> {
  authorize(ctx.viewer, "person:liftRestriction");
  return ctx.transaction(async (tx) => {
    const participations = await personOf(tx, participationId);
    const restricted = await lockRestrictions(tx, participations);
    const refused = liftRefused(restricted, why, ctx.today);
    if (refused !== null) return refused;
    const lifted = restricted.map(({ id }) => id);
    await liftRestrictions(tx, lifted, why);
    await writeDown(ctx, tx, "RESTRICTION", participations);
    await tx.note("person:liftRestriction", participationId);
    tx.tell(
      ...toldByProgramme(
        "PersonRestrictionLifted",
        participations.filter((each) => lifted.includes(each.participationId)),
      ),
    );
    return accept(lifted);
  });
}

const { when, refusedFor } = reasonsOf<IdentityRefusalCode>();

/** Every reason against it at once; null when there is none. */
function liftRefused(
  restricted: readonly RestrictedParticipation[],
  { informedOn }: RestrictionLift,
  today: LocalDate,
) {
  const ahead = `The person is told before the restriction ends: give the day on which that was, until today, ${today}.`;
  const none = "No participation of the person is restricted: there is nothing to lift.";
  const erased = "The person is erased: what is left stays restricted until it need not be kept.";
  return refusedFor([
    ...when(informedOn > today, "INFORMED_DAY_AHEAD", ahead, "informedOn"),
    ...when(restricted.length === 0, "NOT_RESTRICTED", none, "participationId"),
    ...when(
      restricted.some(({ isErased }) => isErased),
      "ERASED",
      erased,
      "participationId",
    ),
  ]);
}

/** What hides a person: the rows, then who is told and what is written down. */
type Hiding = Readonly<{
  action: Action;
  fieldGroup: AccessFieldGroup;
  /** Whether anything changed. */
  work: (tx: Tx, participations: readonly ParticipationOfPerson[]) => Promise<boolean>;
}>;

function hide(ctx: Context, participationId: string, hiding: Hiding): Promise<Decided<readonly string[]>> {
  authorize(ctx.viewer, hiding.action);
  return ctx.transaction(async (tx) => {
    const participations = await personOf(tx, participationId);
    await endReadiness(ctx, tx, participations);
    // The same request again is seen in the access log alone: everybody else has heard of it.
    if (await hiding.work(tx, participations)) {
      await tx.note(hiding.action, participationId);
      tx.tell(...toldByProgramme("RestrictPerson", participations));
    }
    // Last: lines of the log wait for each other, and whoever waits for a row must not hold them up.
    await writeDown(ctx, tx, hiding.fieldGroup, participations);
    return accept(participations.map((each) => each.participationId));
  });
}

/** Nobody who is restricted is ready for work; the accelerator is told no more than that. */
async function endReadiness(ctx: Context, tx: Tx, participations: readonly ParticipationOfPerson[]): Promise<void> {
  for (const { participationId } of participations) {
    const before = await lockFile(tx, participationId);
    const after = before && endedReadiness(before, addDays(ctx.today, -1), "RESTRICTED");
    if (before === null || after === null || deepEqual(before.readinesses, after.readinesses)) continue;
    await storeFile(tx, before, after);
    tx.tell(...standingFacts(before, after));
  }
}

async function personOf(tx: Tx, participationId: string): Promise<readonly ParticipationOfPerson[]> {
  const participations = isId(participationId) ? await findParticipationsOfPerson(tx, participationId) : [];
  if (participations.length > 0) return participations;
  throw new Fault("NOT_FOUND", "There is no participation of this id that you may see.");
}

function writeDown(
  ctx: Context,
  tx: Tx,
  fieldGroup: AccessFieldGroup,
  participations: readonly ParticipationOfPerson[],
): Promise<void> {
  return writeAccess(tx, ctx, { fieldGroup, purpose: "DATA_SUBJECT_REQUEST", accessed: participations });
}

/** A fact for each programme, so that nobody outside learns that participations of two programmes are one person's. */
function toldByProgramme(
  type: "RestrictPerson" | "PersonRestrictionLifted",
  participations: readonly ParticipationOfPerson[],
): NewFact[] {
  return [...Map.groupBy(participations, ({ programmeId }) => programmeId).values()].map((ofProgramme) => {
    const payload: RestrictPerson & PersonRestrictionLifted = {
      participationIds: ofProgramme.map(({ participationId }) => participationId),
    };
    return { type, version: 1, subject: payload.participationIds[0] as string, payload };
  });
}
