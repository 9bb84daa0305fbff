import { fraction, localDate, sumMinor } from "@inclusion/kernel";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { payUnderBothCaps } from "../rate-card/caps.ts";
import { lineFigures } from "../rate-card/line-figures.ts";
import { aCard, aLine } from "../rate-card/rate-card.fixture.ts";
import { splitAmongPayers } from "../split/split.ts";
import { type HistoryOutcome, type ReplayTerms, replay } from "./replay.ts";

const AS_OF = localDate("2022-12-31");
const CARD = aCard({
  personCapMinor: 5_000_000n,
  lines: [aLine(), aLine({ metric: "STARTED", indicators: ["3B.1"], unitPriceMinor: 1_500_000n })],
});
const terms = (more: Partial<ReplayTerms> = {}): ReplayTerms => ({ cards: [CARD], asOf: AS_OF, ...more });

function outcome(number: number, more: Partial<HistoryOutcome> = {}): HistoryOutcome {
  return {
    ...{
      outcomeId: `outcome-${String(number).padStart(6, "0")}`,
      participationId: `person-${number}`,
      municipalityCode: "0751",
    },
    ...{ metric: "EMPLOYED", indicator: "3B.3", eventOn: localDate("2019-05-01"), actualParts: [] },
    ...{ reversedAt: null, isPriced: true },
    verifiedAt: `2019-06-01T08:00:${String(number % 60).padStart(2, "0")}.000Z`,
    ...more,
  };
}

/** A history as the ledger would have it under the card: priced in order, with parts. */
function paid(history: readonly HistoryOutcome[], card = CARD): readonly HistoryOutcome[] {
  const capped = payUnderBothCaps(
    history.map(({ participationId, metric }) => ({
      personId: participationId,
      priceMinor: card.lines.find((line) => line.metric === metric)?.unitPriceMinor ?? 0n,
    })),
    card,
  );
  return history.map((each, index) => {
    const paidMinor = capped[index]?.paidMinor ?? 0n;
    return { ...each, actualParts: paidMinor === 0n ? [] : splitAmongPayers(paidMinor, card.payers) };
  });
}

const histories = fc
  .array(fc.record({ person: fc.nat(4), metric: fc.constantFrom("EMPLOYED", "STARTED") }), { maxLength: 40 })
  .map((rows) =>
    rows.map(({ person, metric }, number) =>
      outcome(number, {
        participationId: `person-${person}`,
        metric,
        verifiedAt: `2019-06-01T08:${String(number).padStart(2, "0")}:00.000Z`,
      }),
    ),
  );
const caps = fc.option(fc.bigInt(0n, 60_000_000n), { nil: null });

describe("replay", () => {
  test("under the card in force is the ledger, to the øre and by payer", () => {
    fc.assert(
      fc.property(histories, caps, caps, (rows, personCapMinor, programmeCapMinor) => {
        const card = { ...CARD, personCapMinor, programmeCapMinor };
        const found = replay(paid(rows, card), terms({ cards: [card] }));
        for (const each of found.outcomes) expect(each.replayedMinor).toBe(each.actualMinor);
        for (const each of [...found.payers, ...found.metrics, found.total])
          expect(each.midMinor).toBe(each.actualMinor);
      }),
    );
  });

  test("also when outcomes wait for their price and lines are settled at two sides", () => {
    const terms2 = fc.record({ target: fc.nat(20), floorBp: fc.nat(10_000), more: fc.nat(10_000), bonus: fc.nat(100) });
    fc.assert(
      fc.property(histories, caps, terms2, fc.nat(40), (rows, programmeCapMinor, { more, bonus, ...own }, waiting) => {
        const shares = { bonusShare: fraction(bonus, 100), malusShare: fraction(1) };
        const twoSided = { ...own, ...shares, ceilingBp: 10_000 + more };
        const lines = CARD.lines.map((line) => (line.metric === "EMPLOYED" ? { ...line, twoSided } : line));
        const card = { ...CARD, personCapMinor: null, programmeCapMinor, lines };
        const priced = paid(rows.slice(waiting), card);
        const late = rows.slice(0, waiting).map((row) => ({ ...row, isPriced: false }));
        const found = replay([...late, ...priced], terms({ cards: [card] }));
        for (const each of found.outcomes) expect(each.replayedMinor).toBe(each.actualMinor);
        expect(found.total.midMinor).toBe(found.total.actualMinor);
        expect(found.waiting.outcomes).toBe(late.length);
        if (programmeCapMinor !== null) {
          expect(found.total.midMinor + found.waiting.midMinor <= programmeCapMinor).toBe(true);
        }
        const reached = card.lines.map(({ metric }) => {
          const standing = found.outcomes.filter((each) => each.metric === metric);
          const payableMinor = sumMinor(standing.map(({ actualMinor }) => actualMinor));
          return { metric, achieved: standing.length, payableMinor };
        });
        for (const { metric, twoSidedMinor } of found.metrics) {
          const figure = lineFigures(card, reached, 0).find((each) => each.metric === metric);
          expect(twoSidedMinor).toBe(figure?.twoSidedAfterCapMinor);
          expect(programmeCapMinor === null || (twoSidedMinor ?? 0n) <= programmeCapMinor).toBe(true);
        }
      }),
    );
  });

  test("of any terms never passes a cap, and its parts always sum", () => {
    fc.assert(
      fc.property(
        histories,
        fc.bigInt(0n, 60_000_000n),
        fc.bigInt(0n, 8_000_000n),
        (rows, programmeCapMinor, personCapMinor) => {
          const found = replay(rows, terms({ programmeCapMinor, personCapMinor }));
          expect(found.total.midMinor <= programmeCapMinor).toBe(true);
          for (const person of Map.groupBy(found.outcomes, ({ participationId }) => participationId).values()) {
            expect(sumMinor(person.map(({ replayedMinor }) => replayedMinor)) <= personCapMinor).toBe(true);
          }
          expect(sumMinor(found.payers.map(({ midMinor }) => midMinor))).toBe(found.total.midMinor);
          expect(sumMinor(found.metrics.map(({ midMinor }) => midMinor))).toBe(found.total.midMinor);
        },
      ),
    );
  });

  test("says which outcomes another card pays more for", () => {
    const dearer = aCard({ lines: [aLine({ unitPriceMinor: 5_000_000n })] });
    const found = replay(
      paid([outcome(1), outcome(2, { metric: "STARTED", indicator: "3B.1" })]),
      terms({ cards: [dearer] }),
    );
    expect(
      found.outcomes.map(({ actualMinor, replayedMinor, reason }) => [actualMinor, replayedMinor, reason]),
    ).toEqual([
      [4_000_000n, 5_000_000n, "PAID"],
      [1_500_000n, 0n, "NOT_PRICED"],
    ]);
    expect(found.total).toMatchObject({ actualMinor: 5_500_000n, midMinor: 5_000_000n });
  });

  test("finds a line of another name by the indicator", () => {
    const renamed = aCard({ lines: [aLine({ metric: "IN_WORK" })] });
    expect(replay([outcome(1)], terms({ cards: [renamed] })).total.midMinor).toBe(4_000_000n);
  });

  test("gives the room of a reversal to what is verified after it, and reopens nothing", () => {
    const history = [
      outcome(1, { participationId: "a", reversedAt: "2019-06-01T08:00:02.500Z" }),
      outcome(2, { participationId: "a" }),
      outcome(3, { participationId: "a" }),
    ];
    const found = replay(history, terms());
    expect(found.outcomes.map(({ replayedMinor, reason }) => [replayedMinor, reason])).toEqual([
      [0n, "REVERSED"],
      [1_000_000n, "CUT_BY_CAP"],
      [4_000_000n, "PAID"],
    ]);
  });

  test("a later verification can come too late, and can change who meets the cap", () => {
    const late = replay([outcome(1)], terms({ verificationLagDays: 2_000 }));
    expect(late.outcomes[0]).toMatchObject({ replayedMinor: 0n, reason: "NOT_VERIFIED_YET" });
    const early = outcome(1, {
      participationId: "a",
      eventOn: localDate("2019-05-02"),
      verifiedAt: "2019-05-10T08:00:00.000Z",
    });
    const slow = outcome(2, { participationId: "a", verifiedAt: "2019-09-01T08:00:00.000Z" });
    const order = (lag?: number) =>
      replay([early, slow], terms(lag === undefined ? {} : { verificationLagDays: lag })).outcomes.map(
        ({ outcomeId }) => outcomeId.at(-1),
      );
    expect([order(), order(30)]).toEqual([
      ["1", "2"],
      ["2", "1"],
    ]);
  });

  test("other payers pay the same sum", () => {
    const payers = [{ payer: "REGION" as const, organisationId: null, weight: 1n }];
    const found = replay(paid([outcome(1)]), terms({ payers }));
    expect(found.payers.map(({ payer, actualMinor, midMinor }) => [payer, actualMinor, midMinor])).toEqual([
      ["MUNICIPALITY", 2_666_667n, 0n],
      ["REGION", 0n, 4_000_000n],
      ["STATE", 1_333_333n, 0n],
    ]);
  });

  test("more deadweight never owes more", () => {
    const permille = fc.integer({ min: 0, max: 1000 });
    fc.assert(
      fc.property(histories, permille, permille, permille, (rows, a, b, c) => {
        const [low, mid, high] = [a, b, c].sort((x, y) => x - y).map((share) => fraction(share, 1000)) as [
          never,
          never,
          never,
        ];
        const { lowMinor, midMinor, highMinor } = replay(rows, terms({ deadweight: { low, mid, high } })).total;
        expect(lowMinor <= midMinor && midMinor <= highMinor).toBe(true);
      }),
    );
  });
});
