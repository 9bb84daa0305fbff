import { type Count, suppressTable } from "@inclusion/kernel";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Flow, publishNetwork } from "./network.ts";

const flow = (organisationId: string, municipalityCode: string, counts: readonly number[]): Flow => {
  const [referred = 0, started = 0, completed = 0] = counts;
  return { programmeId: "p", organisationId, municipalityCode, referred, started, completed };
};
const exact = (counts: readonly (readonly number[])[]) => ({
  cells: counts.map((row) => row.map((count): Count => ({ kind: "exact", count }))),
});
const hide = (counts: readonly (readonly number[])[]) => suppressTable(counts);

describe("publishNetwork", () => {
  const flows = [flow("a", "0751", [40, 30, 20]), flow("a", "0461", [9, 3, 1]), flow("b", "0751", [60, 40, 25])];

  test("gives whoever sees rows every number and its sums", () => {
    const network = publishNetwork(flows, exact, null);
    expect(network.byOtherActor).toMatchObject([
      { organisationId: "a", referrals: { count: 49 }, starts: { count: 33 }, completions: { count: 21 } },
      { organisationId: "b", referrals: { count: 60 }, completionRate: { basisPoints: 6250 } },
    ]);
    expect(network.byMunicipality).toMatchObject([{ referrals: { count: 9 } }, { referrals: { count: 100 } }]);
  });

  test("builds the coarser divisions from what the finest shows", () => {
    const network = publishNetwork(flows, hide, flows);
    const small = network.flows.find(({ municipalityCode }) => municipalityCode === "0461");
    expect(small).toMatchObject({ completions: { kind: "suppressed" }, starts: { kind: "suppressed" } });
    expect(network.byOtherActor[0]).toMatchObject({ organisationId: "a", completions: { kind: "suppressed" } });
  });

  test("tells of an earlier day what the newest release counts the same", () => {
    const newest = [flow("a", "0751", [40, 30, 20]), flow("b", "0751", [60, 40, 26]), flow("b", "0461", [70, 50, 20])];
    const [same, changed, ...more] = publishNetwork(flows.toSpliced(1, 1), hide, newest).flows;
    expect(more).toEqual([]);
    expect(same).toMatchObject({ organisationId: "a", referrals: { count: 40 }, completions: { count: 20 } });
    const hidden = { kind: "suppressed", below: 5 };
    expect(changed).toMatchObject({ organisationId: "b", referrals: hidden, starts: hidden, completions: hidden });
    expect(changed?.completionRate).toBeNull();
  });

  test("never tells a sum of which a part is hidden", () => {
    const step = fc.tuple(fc.nat(30), fc.nat(30), fc.nat(30));
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.constantFrom("a", "b", "c"), fc.constantFrom("1", "2"), step)), (rows) => {
        const unique = new Map(rows.map(([a, m, [x, y, z]]) => [`${a}${m}`, flow(a, m, [x + y + z, y + z, z])]));
        const network = publishNetwork([...unique.values()], hide, [...unique.values()]);
        for (const total of network.byOtherActor) {
          const lines = network.flows.filter(({ organisationId }) => organisationId === total.organisationId);
          const isHidden = lines.some(({ completions }) => completions.kind === "suppressed");
          expect(total.completions.kind === "suppressed").toBe(isHidden);
          if (!isHidden && total.completions.kind === "exact") {
            const sum = lines.reduce(
              (all, { completions }) => all + (completions.kind === "exact" ? completions.count : 0),
              0,
            );
            expect(total.completions.count).toBe(sum);
          }
        }
      }),
    );
  });
});
