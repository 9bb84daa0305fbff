/** Which companies are in the accelerator of which programme, as the accelerator tells. Pure. */
import type { LocalDate } from "@inclusion/kernel";

/** That a company was accepted; it stays one of the accelerator's companies when it is through its course. */
export type AcceleratorMembership = Readonly<{
  courseId: string;
  programmeId: string;
  organisationId: string;
  /** Null while only its exit is told. */
  acceptedOn: LocalDate | null;
  /** The day from which it is no longer one of them, because it left before it was through; absent while it is. */
  exitedOn?: LocalDate | null;
}>;

/**
 * Whether the company is one of the accelerator's on `day`: from its acceptance until the day before its exit.
 *
 * @source docs/sources.md#indicators
 */
export function isMemberOn({ acceptedOn, exitedOn }: AcceleratorMembership, day: LocalDate): boolean {
  return acceptedOn !== null && acceptedOn <= day && (exitedOn == null || day < exitedOn);
}
