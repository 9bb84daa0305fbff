import { accept, isId, type LocalDate } from "@inclusion/kernel";
import type { Tx } from "@inclusion/kernel/runtime";
import { type ActionInput, inTransaction, recount, staleness } from "../action.ts";
import type { Context } from "../context.ts";
import type { Action } from "../policy.ts";
import type { Given, Moment } from "../refusal/rule.ts";
import { findCourseOfCompany } from "../room/company.repository.ts";
import type { OwnerGiven } from "../room/company.ts";
import { notFound, type RoomDecision, type RowInput, withProblems } from "../room-change.ts";
import { ownerOfPlace } from "../room-owner.ts";
import { placeFact } from "./training-place.facts.ts";
import { findCountedPlace, lockPlace, type StoredPlace, storePlace } from "./training-place.repository.ts";
import {
  bookPlace,
  establishPlace,
  freePlace,
  type PlaceEntered,
  type PlaceFile,
  placeMeasures,
  withdrawPlace,
} from "./training-place.ts";

type Decided = Promise<RoomDecision<StoredPlace>>;

/** A new place as it is sent. */
export type EstablishInput = ActionInput &
  OwnerGiven &
  Omit<PlaceEntered, "reference"> &
  Readonly<{ reference?: Given<string> }>;

/**
 * Establishes a training place of an accepted company, or of an ordinary one; partnerships are told.
 *
 * @throws Fault NOT_FOUND for a company, programme or place out of the viewer's reach
 * @refuses IDEMPOTENCY_MISMATCH, COURSE_UNKNOWN alone, COMPANY_UNKNOWN, MUNICIPALITY_UNKNOWN, PARTNERSHIP_NOT_SIGNED,
 *   and the codes of `establishPlace`
 */
export function trainingPlaceEstablish(ctx: Context, input: EstablishInput): Decided {
  const action = "trainingPlace:establish";
  return inTransaction(ctx, action, input, async (tx) => {
    const owner = await ownerOfPlace(ctx, tx, input, input.establishedOn);
    if (!owner.ok) return owner;
    const { company, problems } = owner.value;
    const { kind, axis, establishedOn, evidenceHash } = input;
    const entered = { kind, axis, establishedOn, evidenceHash, reference: input.reference ?? null };
    const earlier = problems.length > 0 ? null : await findCountedPlace(tx, company, entered);
    const decided = withProblems(problems, establishPlace(owner.value, entered, earlier, momentOf(ctx)));
    return decided.ok ? accept(await store(tx, null, decided.value, action)) : decided;
  });
}

/**
 * Somebody gets the place.
 *
 * @refuses CONFLICT, IDEMPOTENCY_MISMATCH, and the codes of `bookPlace`
 */
export function trainingPlaceBook(ctx: Context, input: RowInput & Readonly<{ bookedOn: LocalDate }>): Decided {
  return changeStored(ctx, "trainingPlace:book", input, (file, at) => bookPlace(file, input.bookedOn, at));
}

/**
 * The place is free again.
 *
 * @refuses CONFLICT, IDEMPOTENCY_MISMATCH, and the codes of `freePlace`
 */
export function trainingPlaceFree(ctx: Context, input: RowInput & Readonly<{ freedOn: LocalDate }>): Decided {
  return changeStored(ctx, "trainingPlace:free", input, (file, at) => freePlace(file, input.freedOn, at));
}

/**
 * The place was none: its entry is reversed.
 *
 * @refuses CONFLICT, IDEMPOTENCY_MISMATCH, and the codes of `withdrawPlace`
 */
export function trainingPlaceWithdraw(ctx: Context, input: RowInput & Readonly<{ reason?: Given<string> }>): Decided {
  return changeStored(ctx, "trainingPlace:withdraw", input, (file, at) => withdrawPlace(file, input.reason, at));
}

type PlaceRule = (file: PlaceFile, at: Moment) => RoomDecision<PlaceFile>;

function changeStored(ctx: Context, action: Action, input: RowInput, rule: PlaceRule): Decided {
  return inTransaction(ctx, action, input, async (tx) => {
    const locked = isId(input.id) ? await lockPlace(tx, input.id) : null;
    if (locked === null) throw notFound("training place");
    const before = await withPartnership(tx, locked);
    const stale = staleness("training place", input, before.version);
    if (stale !== null) return stale;
    const decided = rule(before, momentOf(ctx));
    return decided.ok ? accept(await store(tx, before, decided.value, action)) : decided;
  });
}

/** A place without a partnership is room of that which its course has joined since. */
async function withPartnership(tx: Tx, file: PlaceFile): Promise<PlaceFile> {
  const { courseId, partnershipId } = file.place;
  if (courseId === null || partnershipId !== null) return file;
  const course = await findCourseOfCompany(tx, courseId);
  return { ...file, place: { ...file.place, partnershipId: course?.partnershipId ?? null } };
}

async function store(tx: Tx, before: PlaceFile | null, after: PlaceFile, action: Action): Promise<StoredPlace> {
  const version = await storePlace(tx, before, after);
  await recount(tx, [after.place.id], placeMeasures(after), `${action} ${after.place.id}`);
  tx.tell(placeFact(after));
  await tx.note(action, after.place.id);
  return { ...after.place, version };
}

function momentOf({ today, newId }: Context): Moment {
  return { today, newId };
}
