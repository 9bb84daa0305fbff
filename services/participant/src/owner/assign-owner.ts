/** Caseworkers come to answer for a participation, and cease to. Pure. */
import { accept, type LocalDate, looksLikeCpr } from "@inclusion/kernel";
import { ownedBy, type ParticipationFile, withRow } from "../participation/participation-file.ts";
import {
  type Given,
  notBefore,
  notInFuture,
  type Problem,
  type Rule,
  refusedFor,
  when,
} from "../participation/rule.ts";
import { type Owner, type OwnerKind, overlap } from "./owner.ts";

export type OwnerAssigned = Readonly<{
  kind: OwnerKind;
  caseworkerRef: string;
  from: LocalDate;
  until?: Given<LocalDate>;
}>;

const LONGEST_REF = 100;

/**
 * Adds an assignment. Two responsible caseworkers at once are taken, because a handover lasts; they are shown as a gap.
 *
 * @refuses CASEWORKER_INVALID, DATE_IN_FUTURE, DATE_ORDER, ALREADY_OWNER
 */
export function assignOwner(assigned: OwnerAssigned): Rule {
  return (file, at) => {
    const owner: Owner = {
      ...ownedBy(file),
      id: at.newId(),
      ...{ kind: assigned.kind, caseworkerRef: assigned.caseworkerRef.trim() },
      ...{ fromOn: assigned.from, untilOn: assigned.until ?? null },
    };
    const problems = [
      ...refProblems(owner.caseworkerRef),
      ...notInFuture(at, owner.fromOn, "from"),
      ...notBefore(owner.fromOn, beganOn(file), "the referral", "from"),
      ...notBefore(owner.untilOn, owner.fromOn, "the first day", "until"),
      ...notTwice(file, owner),
    ];
    return refusedFor(problems) ?? accept({ ...file, owners: withRow(file.owners, owner) });
  };
}

/**
 * Gives an assignment its last day. One that has ended already is not ended again.
 *
 * @refuses ROW_UNKNOWN, OWNER_ENDED, DATE_IN_FUTURE, DATE_ORDER
 */
export function endOwner(ownerId: string, until: LocalDate): Rule {
  return (file, at) => {
    const owner = file.owners.find(({ id }) => id === ownerId);
    const ended = owner?.untilOn != null && owner.untilOn <= at.today ? owner.untilOn : null;
    const problems = [
      ...when(owner === undefined, "ROW_UNKNOWN", "The participation has no assignment of this id.", "ownerId"),
      ...when(ended !== null, "OWNER_ENDED", `The assignment ended on ${ended}.`, "ownerId"),
      ...notInFuture(at, until, "until"),
      ...notBefore(until, owner?.fromOn, "the first day", "until"),
    ];
    const refused = refusedFor(problems);
    if (refused !== null || owner === undefined) return refused ?? accept(file);
    return accept({ ...file, owners: withRow(file.owners, { ...owner, untilOn: until }) });
  };
}

/** The day from which somebody can answer for it: that of the referral, or of entry when none is recorded. */
function beganOn({ referrals, participation }: ParticipationFile): LocalDate | null {
  return referrals[0]?.referredOn ?? participation.enteredOn;
}

function refProblems(ref: string): readonly Problem[] {
  const isWrong = ref === "" || ref.length > LONGEST_REF || looksLikeCpr(ref);
  const message = `Give the caseworker's short name, 1 to ${LONGEST_REF} characters, without a person's number in it.`;
  return when(isWrong, "CASEWORKER_INVALID", message, "caseworkerRef");
}

/** The same caseworker cannot answer twice on one day, whatever the kind. */
function notTwice({ owners }: ParticipationFile, owner: Owner): readonly Problem[] {
  const same = owners.find((other) => other.caseworkerRef === owner.caseworkerRef && overlap(other, owner));
  const message = `${owner.caseworkerRef} has an assignment from ${same?.fromOn} already: end that one first.`;
  return when(same !== undefined, "ALREADY_OWNER", message, "caseworkerRef");
}
