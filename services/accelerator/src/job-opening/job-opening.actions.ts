import { accept, isId, type LocalDate, refuse } from "@inclusion/kernel";
import type { Tx } from "@inclusion/kernel/runtime";
import { type ActionInput, inTransaction, staleness } from "../action.ts";
import type { Context } from "../context.ts";
import { isReady } from "../matching/matching.repository.ts";
import { applyOpening } from "../opening-change.ts";
import type { Action } from "../policy.ts";
import type { Given, Moment } from "../refusal/rule.ts";
import type { CompanyGiven } from "../room/company.ts";
import { notFound, type RoomDecision, type RowInput, withProblems } from "../room-change.ts";
import { ownerOf } from "../room-owner.ts";
import { breakOffFill, fillOpening } from "./fill.ts";
import { lockOpening } from "./job-opening.repository.ts";
import type { OpeningFile, OpeningTerms, StoredOpening } from "./job-opening.ts";
import {
  changeOpening,
  closeOpening,
  draftOpening,
  type OpeningChange,
  type OpeningDraft,
  publishOpening,
} from "./offer.ts";

type Decided = Promise<RoomDecision<StoredOpening>>;

/** A draft as it is sent: lists and days may be left out. */
export type DraftInput = ActionInput &
  CompanyGiven &
  Pick<OpeningDraft, "form" | "axis" | "hoursPerWeek" | "seats" | "opensOn"> &
  Readonly<{ [Term in "requirements" | "offers" | "targetGroup" | "closesOn"]?: Given<OpeningTerms[Term]> }>;

/**
 * Drafts a job opening. Without a course it is put under the company's latest one in the programme, if there is any.
 *
 * @throws Fault NOT_FOUND for a company, programme or place out of the viewer's reach
 * @refuses IDEMPOTENCY_MISMATCH, COMPANY_UNKNOWN, COURSE_UNKNOWN, MUNICIPALITY_UNKNOWN, PARTNERSHIP_NOT_SIGNED, and
 *   the codes of `draftOpening`
 */
export function jobOpeningDraft(ctx: Context, input: DraftInput): Decided {
  return inTransaction(ctx, "jobOpening:draft", input, async (tx) => {
    const { company, problems } = await ownerOf(ctx, tx, input, input.opensOn);
    const draft = draftOpening(company, {
      ...input,
      requirements: input.requirements ?? [],
      offers: input.offers ?? [],
      targetGroup: input.targetGroup ?? null,
      closesOn: input.closesOn ?? null,
    });
    const decided = withProblems(problems, draft);
    return decided.ok ? accept(await store(tx, null, decided.value, "jobOpening:draft")) : decided;
  });
}

/**
 * Changes what an opening offers.
 *
 * @refuses CONFLICT, IDEMPOTENCY_MISMATCH, and the codes of `changeOpening`
 */
export function jobOpeningChange(ctx: Context, input: RowInput & OpeningChange): Decided {
  return changeStored(ctx, "jobOpening:change", input, (file, at) => changeOpening(file, input, at));
}

/**
 * Publishes an opening; the others are told.
 *
 * @refuses CONFLICT, IDEMPOTENCY_MISMATCH, ILLEGAL_TRANSITION
 */
export function jobOpeningPublish(ctx: Context, input: RowInput): Decided {
  return changeStored(ctx, "jobOpening:publish", input, publishOpening);
}

/**
 * Closes an opening; the others are told.
 *
 * @refuses CONFLICT, IDEMPOTENCY_MISMATCH, and the codes of `closeOpening`
 */
export function jobOpeningClose(ctx: Context, input: RowInput & Readonly<{ closesOn: LocalDate }>): Decided {
  return changeStored(ctx, "jobOpening:close", input, (file, at) => closeOpening(file, input.closesOn, at));
}

/**
 * Confirms that a participation takes a seat. The participation must be one that was told as ready and that the viewer
 * may see; another is unknown.
 *
 * @refuses CONFLICT, IDEMPOTENCY_MISMATCH, PARTICIPATION_UNKNOWN, and the codes of `fillOpening`
 */
export function jobOpeningFill(
  ctx: Context,
  input: RowInput & Readonly<{ participationId: string; filledOn: LocalDate }>,
): Decided {
  return changeStored(ctx, "jobOpening:fill", input, async (file, at, tx) => {
    const { participationId, filledOn } = input;
    if (await isReady(tx, participationId, file.opening.programmeId)) {
      return fillOpening(file, { participationId, filledOn }, at);
    }
    return refuse({
      code: "PARTICIPATION_UNKNOWN",
      message: "No participation of this id was told as ready for work in the programme, or you may not see it.",
      field: ["input", "participationId"],
    });
  });
}

/**
 * Gives a seat back.
 *
 * @refuses CONFLICT, IDEMPOTENCY_MISMATCH, and the codes of `breakOffFill`
 */
export function jobOpeningBreakOff(
  ctx: Context,
  input: RowInput & Readonly<{ fillId: string; endedOn: LocalDate; reason?: Given<string> }>,
): Decided {
  const { fillId, endedOn, reason } = input;
  return changeStored(ctx, "jobOpening:breakOff", input, (file, at) =>
    breakOffFill(file, { fillId, endedOn, reason }, at),
  );
}

type OpeningRule = (
  file: OpeningFile,
  at: Moment,
  tx: Tx,
) => RoomDecision<OpeningFile> | Promise<RoomDecision<OpeningFile>>;

function changeStored(ctx: Context, action: Action, input: RowInput, rule: OpeningRule): Decided {
  return inTransaction(ctx, action, input, async (tx) => {
    const before = isId(input.id) ? await lockOpening(tx, input.id) : null;
    if (before === null) throw notFound("job opening");
    const stale = staleness("job opening", input, before.version);
    if (stale !== null) return stale;
    const decided = await rule(before, { today: ctx.today, newId: ctx.newId }, tx);
    return decided.ok ? accept(await store(tx, before, decided.value, action)) : decided;
  });
}

async function store(tx: Tx, before: OpeningFile | null, after: OpeningFile, action: Action): Promise<StoredOpening> {
  const stored = await applyOpening(tx, before, after, `${action} ${after.opening.id}`);
  await tx.note(action, after.opening.id);
  return stored;
}
