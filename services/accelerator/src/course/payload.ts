/** How a change of a course is answered. Pure. */
import type { Decision, Refusal } from "@inclusion/kernel";
import type { AcceleratorRefusalCode } from "../refusals.ts";
import type { StoredCourse } from "./course.ts";

/** The course as it then was, or every reason why it stayed. */
export function payloadOf(
  decided: Decision<StoredCourse, AcceleratorRefusalCode>,
): Readonly<{ course: StoredCourse | null; refusals: readonly Refusal<AcceleratorRefusalCode>[] }> {
  return decided.ok ? { course: decided.value, refusals: [] } : { course: null, refusals: decided.refusals };
}
