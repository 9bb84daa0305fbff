import { describe, expect, test } from "vitest";
import { publishReplay } from "./published-replay.ts";
import type { Replay } from "./replay.ts";

const money = (minor: bigint) => ({ lowMinor: minor, midMinor: minor, highMinor: minor });
/** A replay of so many outcomes by metric at a price of 10. */
function replayOf(outcomes: Readonly<Record<string, number>>, waiting = 0, takenBack = 0): Replay {
  const count = Object.values(outcomes).reduce((sum, each) => sum + each, 0);
  const sum = 10n * BigInt(count - takenBack);
  const one = { participationId: "p", municipalityCode: null, metric: "", reason: "PAID" as const, parts: [] };
  return {
    outcomes: Array.from({ length: count }, (_, at) => {
      return { ...one, outcomeId: `${at}`, actualMinor: 10n, replayedMinor: 10n, cutMinor: 0n };
    }),
    payers: [{ payer: "STATE", organisationId: null, actualMinor: sum, ...money(sum) }],
    metrics: Object.entries(outcomes).map(([metric, of]) => {
      return { metric, outcomes: of, actualMinor: 10n * BigInt(of), twoSidedMinor: null, ...money(10n * BigInt(of)) };
    }),
    total: { actualMinor: sum, ...money(sum) },
    waiting: { outcomes: waiting, ...money(10n * BigInt(waiting)) },
  };
}
const exact = (count: number) => ({ kind: "exact", count });
const hidden = { kind: "suppressed", below: 5 };
const ALL = { isTotalShown: true, areMetricsShown: true, isWaitingShown: true };

describe("publishReplay", () => {
  test("is as it is for whoever sees participations", () => {
    const found = replayOf({ EMPLOYED: 2, STARTED: 9 }, 1);
    expect(publishReplay(found, null)).toEqual({ metrics: [exact(2), exact(9)], waiting: exact(1), ...ALL });
  });

  test("hides small numbers, and the money of all metrics with them", () => {
    const found = replayOf({ EMPLOYED: 2, STARTED: 9 }, 1);
    expect(publishReplay(found, found)).toEqual({
      ...{ metrics: [hidden, exact(9)], waiting: hidden },
      ...{ isTotalShown: true, areMetricsShown: false, isWaitingShown: false },
    });
    const many = replayOf({ EMPLOYED: 12, STARTED: 9 });
    expect(publishReplay(many, many)).toEqual({ metrics: [exact(12), exact(9)], waiting: exact(0), ...ALL });
  });

  test("tells of an earlier day what the newest release counts the same", () => {
    expect(publishReplay(replayOf({ EMPLOYED: 12, STARTED: 9 }, 6), replayOf({ EMPLOYED: 13, STARTED: 9 }, 5))).toEqual(
      {
        ...{ metrics: [hidden, exact(9)], waiting: hidden },
        ...{ isTotalShown: false, areMetricsShown: false, isWaitingShown: false },
      },
    );
  });

  test("tells no money where outcomes were taken back since, which no count tells", () => {
    const [then, now] = [replayOf({ EMPLOYED: 12 }), replayOf({ EMPLOYED: 12 }, 0, 1)];
    expect(publishReplay(then, now)).toEqual({ metrics: [exact(12)], waiting: exact(0), ...ALL, isTotalShown: false });
  });
});
