/** An activity that never was is taken back. Pure. */
import { accept } from "@inclusion/kernel";
import { type Rule, refusedFor, when } from "../participation/rule.ts";

/**
 * Takes an activity out of the file; what was recorded stays in its history.
 *
 * @refuses ROW_UNKNOWN
 */
export function withdrawActivity(activityId: string): Rule {
  return (file) => {
    const activities = file.activities.filter(({ id }) => id !== activityId);
    const isUnknown = activities.length === file.activities.length;
    const unknown = when(isUnknown, "ROW_UNKNOWN", "The participation has no activity of this id.", "activityId");
    return refusedFor(unknown) ?? accept({ ...file, activities });
  };
}
