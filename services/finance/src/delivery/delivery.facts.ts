/** What the participant service tells of participations, and what follows for outcomes. */
import { randomBytes } from "node:crypto";
import { dayOf, localDate, uuidV7 } from "@inclusion/kernel";
import type { FactHandler, Tx } from "@inclusion/kernel/runtime";
import {
  HoursDelivered,
  OutcomeReached,
  OutcomeVoided,
  PathwaySet,
  PersonRestrictionLifted,
  RestrictPerson,
  WorkHistorySet,
} from "@inclusion/schema/facts";
import { takeTurn } from "../change.ts";
import { findOutcomes } from "../outcome/outcome.repository.ts";
import type { Moment } from "../outcome/outcome.ts";
import { readFile, storeStep } from "../outcome/outcome-file.repository.ts";
import { reverseOutcome } from "../outcome/payment.ts";
import { reportReached } from "../outcome/report.repository.ts";
import { putPathway, putWorkHistory } from "../pathway/pathway.repository.ts";
import { findRateCards } from "../rate-card/rate-card.repository.ts";
import { putHours, putReached, setRestricted } from "./delivery.repository.ts";

/** Handlers of the participant service's facts. */
export const deliveryHandlers: Readonly<Record<string, FactHandler>> = {
  OutcomeReached: (tx, { payload }) => reached(tx, OutcomeReached.parse(payload)),
  OutcomeVoided: (tx, { payload }) => voided(tx, OutcomeVoided.parse(payload)),
  PathwaySet: (tx, { payload }) => putPathway(tx, PathwaySet.parse(payload)),
  WorkHistorySet: (tx, { payload }) => putWorkHistory(tx, WorkHistorySet.parse(payload)),
  HoursDelivered: (tx, { payload }) => putHours(tx, HoursDelivered.parse(payload)),
  RestrictPerson: (tx, { payload }) => setRestricted(tx, RestrictPerson.parse(payload).participationIds, true),
  PersonRestrictionLifted: (tx, { payload }) =>
    setRestricted(tx, PersonRestrictionLifted.parse(payload).participationIds, false),
};

async function reached(tx: Tx, told: OutcomeReached): Promise<void> {
  await takeTurn(tx, "outcomes", told.programmeId);
  await putReached(tx, told, false);
  const { participationId, programmeId, municipalityCode, metric: indicator } = told;
  const event = { participationId, programmeId, municipalityCode, indicator, eventOn: localDate(told.eventOn) };
  await reportReached(tx, event, await findRateCards(tx, [programmeId]), momentOf());
}

/** What was reached does not hold: outcomes of it are taken back from wherever they are, with their money. */
async function voided(tx: Tx, told: OutcomeVoided): Promise<void> {
  await takeTurn(tx, "outcomes", told.programmeId);
  await putReached(tx, told, true);
  const cards = await findRateCards(tx, [told.programmeId]);
  const concerned = (await findOutcomes(tx, "participation_id", [told.participationId])).filter(
    ({ indicator, state }) => indicator === told.metric && state !== "REVERSED",
  );
  for (const { id } of concerned) {
    const file = await readFile(tx, id, cards, null);
    const decided = file === null ? null : reverseOutcome(file, "VOIDED_AT_SOURCE");
    if (file === null || decided === null || !decided.ok) continue;
    const moment = momentOf();
    await storeStep(tx, file, decided.value, { ...moment, reason: "VOIDED_AT_SOURCE", happenedOn: moment.today });
  }
}

function momentOf(): Moment {
  const now = new Date();
  const newId = (): string => uuidV7(Date.now(), randomBytes(10));
  return { actor: "system:participant", today: dayOf(now), now: now.toISOString(), newId };
}
