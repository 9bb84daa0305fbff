import { accept, isId, type LocalDate, refuse } from "@inclusion/kernel";
import type { Tx } from "@inclusion/kernel/runtime";
import type { Context } from "../context.ts";
import type { Action } from "../policy.ts";
import type { Given, Moment } from "../refusal/rule.ts";
import { findCourseOfCompany } from "../room/company.repository.ts";
import {
  asExpected,
  changeRoom,
  notFound,
  type RoomDecision,
  type RoomInput,
  type RowInput,
  recount,
} from "../room-change.ts";
import { type PlaceOwner, placeFact } from "./training-place.facts.ts";
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
export type EstablishInput = RoomInput &
  Omit<PlaceEntered, "reference"> &
  Readonly<{ courseId: string; reference?: Given<string> }>;

/**
 * Establishes a training place of an accepted company; partnerships are told.
 *
 * @refuses IDEMPOTENCY_MISMATCH, COURSE_UNKNOWN alone, and the codes of `establishPlace`
 */
export function trainingPlaceEstablish(ctx: Context, input: EstablishInput): Decided {
  const action = "trainingPlace:establish";
  return changeRoom(ctx, action, input, async (tx) => {
    const course = await findCourseOfCompany(tx, input.courseId);
    if (course === null) {
      const message = "There is no course of this id that you may see.";
      return refuse({ code: "COURSE_UNKNOWN", message, field: ["input", "courseId"] });
    }
    const { kind, axis, establishedOn, evidenceHash } = input;
    const entered = { kind, axis, establishedOn, evidenceHash, reference: input.reference ?? null };
    const earlier = await findCountedPlace(tx, { courseId: course.id, programmeId: course.programmeId }, entered);
    const decided = establishPlace(course, entered, earlier, momentOf(ctx));
    return decided.ok ? accept(await store(tx, { before: null, after: decided.value }, course, action)) : decided;
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
  return changeRoom(ctx, action, input, async (tx) => {
    const before = isId(input.id) ? await lockPlace(tx, input.id) : null;
    const owner = before === null ? null : await findCourseOfCompany(tx, before.place.courseId);
    if (before === null || owner === null) throw notFound("training place");
    const expected = asExpected(before.version, input);
    if (!expected.ok) return expected;
    const decided = rule(before, momentOf(ctx));
    return decided.ok ? accept(await store(tx, { before, after: decided.value }, owner, action)) : decided;
  });
}

async function store(
  tx: Tx,
  { before, after }: Readonly<{ before: PlaceFile | null; after: PlaceFile }>,
  owner: PlaceOwner,
  action: Action,
): Promise<StoredPlace> {
  const version = await storePlace(tx, before, after);
  await recount(tx, [after.place.id], placeMeasures(after), `${action} ${after.place.id}`);
  tx.tell(placeFact(after, owner));
  await tx.note(action, after.place.id);
  return { ...after.place, version };
}

function momentOf({ today, newId }: Context): Moment {
  return { today, newId };
}
