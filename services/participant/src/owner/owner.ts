/** Who answers for a participation (sagsansvar). Pure. */
import type { LocalDate } from "@inclusion/kernel";

export type OwnerKind = "RESPONSIBLE" | "STAND_IN";

/** A caseworker's assignment to a participation, its first and last day included. */
export type Owner = Readonly<{
  id: string;
  participationId: string;
  programmeId: string;
  municipalityCode: string;
  kind: OwnerKind;
  /** The municipality's own short name for the caseworker. */
  caseworkerRef: string;
  fromOn: LocalDate;
  /** Null while it goes on. */
  untilOn: LocalDate | null;
}>;

/** What is wrong with who answers for a participation on a day. */
export type OwnershipGap = "NONE" | "SEVERAL";

/** Whether two assignments have a day in common. */
export function overlap(a: Pick<Owner, "fromOn" | "untilOn">, b: Pick<Owner, "fromOn" | "untilOn">): boolean {
  return (b.untilOn === null || a.fromOn <= b.untilOn) && (a.untilOn === null || b.fromOn <= a.untilOn);
}
