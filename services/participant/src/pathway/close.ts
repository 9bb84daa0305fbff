/** The end of a participation: followed up and closed. Pure. */
import type { LocalDate } from "@inclusion/kernel";
import { currentFollowUps } from "../follow-up/follow-up-window.ts";
import { notBefore, notInFuture, type Rule, when } from "../participation/rule.ts";
import { takeStep } from "./step.ts";

/** @refuses FOLLOW_UP_PENDING, DATE_IN_FUTURE, DATE_ORDER, ILLEGAL_TRANSITION */
export function close({ closedOn }: Readonly<{ closedOn: LocalDate }>): Rule {
  return (file, at) => {
    const pending = currentFollowUps(file).filter(({ status }) => status === "PLANNED");
    const kinds = pending.map(({ kind, dueOn }) => `${kind}, due on ${dueOn}`).join("; ");
    return takeStep(file, at, {
      kind: "CLOSE",
      happenedOn: closedOn,
      problems: [
        ...when(pending.length > 0, "FOLLOW_UP_PENDING", `Record these follow-ups first: ${kinds}.`),
        ...notInFuture(at, closedOn, "closedOn"),
        ...notBefore(closedOn, file.participation.leftOn, "the day of leaving", "closedOn"),
      ],
      change: () => ({}),
    });
  };
}
