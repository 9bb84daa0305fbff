/** Noting what persons ask to see, and that they were answered. */
import { accept, type Decision, isId, type LocalDate, refuse } from "@inclusion/kernel";
import { Fault, once } from "@inclusion/kernel/runtime";
import type { Context } from "../context.ts";
import { findParticipationsOfPerson } from "../identity/person-data.repository.ts";
import { authorize } from "../policy.ts";
import { findOpenRequest, insertRequest, lockRequest, storeAnswer } from "./access-request.repository.ts";
import { type AccessRequest, answered, dueOf, mayReceive } from "./access-request.ts";
import type { AccessRequestRefusalCode } from "./refusals.ts";

type Decided = Promise<Decision<AccessRequest, AccessRequestRefusalCode>>;

/**
 * Notes that a person asks to see what is kept.
 *
 * @refuses DATE_IN_FUTURE, ALREADY_OPEN, IDEMPOTENCY_MISMATCH
 * @throws Fault NOT_FOUND when there is no such participation that the viewer may see
 */
export function accessRequestReceive(
  ctx: Context,
  input: Readonly<{ participationId: string; receivedOn: LocalDate; idempotencyKey: string | null }>,
): Decided {
  authorize(ctx.viewer, "accessRequest:receive");
  const { idempotencyKey: key, ...rest } = input;
  const { participationId, receivedOn } = rest;
  const request = { actor: ctx.viewer.subject, operation: "accessRequest:receive", key, input: rest };
  return ctx.transaction((tx) =>
    once(tx, "participant", request, async () => {
      const found = isId(participationId) ? await findParticipationsOfPerson(tx, participationId) : [];
      const own = found.find((each) => each.participationId === participationId);
      if (own === undefined) throw new Fault("NOT_FOUND", "There is no participation of this id that you may see.");
      const may = mayReceive(receivedOn, ctx.today);
      if (!may.ok) return may;
      const open = await findOpenRequest(
        tx,
        found.map((each) => each.participationId),
      );
      if (open !== null) {
        const message = `The person asked on ${open.receivedOn} and is answered by ${open.dueOn}: answer that request.`;
        return refuse({ code: "ALREADY_OPEN", message, field: ["input", "participationId"] });
      }
      const { programmeId, municipalityCode } = own;
      const received: AccessRequest = {
        ...{ id: ctx.newId(), participationId, programmeId, municipalityCode },
        ...{ receivedOn, dueOn: dueOf(receivedOn), answeredOn: null },
      };
      await insertRequest(tx, received);
      await tx.note("accessRequest:receive", participationId);
      return accept(received);
    }),
  );
}

/**
 * Notes that the person was answered.
 *
 * @refuses ALREADY_ANSWERED, DATE_IN_FUTURE, DATE_ORDER, IDEMPOTENCY_MISMATCH
 * @throws Fault NOT_FOUND when there is no such request that the viewer may see
 */
export function accessRequestAnswer(
  ctx: Context,
  input: Readonly<{ accessRequestId: string; answeredOn: LocalDate; idempotencyKey: string | null }>,
): Decided {
  authorize(ctx.viewer, "accessRequest:answer");
  const { idempotencyKey: key, ...rest } = input;
  const request = { actor: ctx.viewer.subject, operation: "accessRequest:answer", key, input: rest };
  return ctx.transaction((tx) =>
    once(tx, "participant", request, async () => {
      const found = isId(rest.accessRequestId) ? await lockRequest(tx, rest.accessRequestId) : null;
      if (found === null) throw new Fault("NOT_FOUND", "There is no request of this id that you may see.");
      const decided = answered(found, rest.answeredOn, ctx.today);
      if (!decided.ok) return decided;
      await storeAnswer(tx, decided.value);
      await tx.note("accessRequest:answer", found.participationId);
      return decided;
    }),
  );
}
