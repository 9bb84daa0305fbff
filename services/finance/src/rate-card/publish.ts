/** Whether terms can stand as the next version of a contract. Pure. */
import type { Fraction, LocalDate } from "@inclusion/kernel";
import { because, type FinanceRefusal, reasons } from "../refusal/refusal.ts";
import { areSharesWhole } from "../split/split.ts";
import type { RateCard, RateLine } from "./rate-card.ts";

/** Every reason against a card that follows `cards` of the same programme and mode. */
export function reasonsAgainstCard(card: RateCard, cards: readonly RateCard[]): readonly FinanceRefusal[] {
  const last = cards.at(-1);
  const invalid = (holds: boolean, message: string, ...field: readonly string[]) =>
    [holds, because("RATE_CARD_INVALID", message, ...field)] as const;
  const metrics = card.lines.map(({ metric }) => metric);
  const isLate = last !== undefined && card.validFrom <= last.validFrom;
  return [
    ...reasons(
      [
        isLate,
        because("RATE_CARD_ORDER", `The version before begins on ${last?.validFrom}: begin later.`, "validFrom"),
      ],
      invalid(endsBefore(card.contractEndsOn, card.validFrom), "The contract ends before it begins.", "contractEndsOn"),
      invalid(card.lines.length === 0, "A contract has at least one line.", "lines"),
      invalid(new Set(metrics).size !== metrics.length, "Each line has a name of its own.", "lines"),
      invalid(!areSharesWhole(card.payers), "Name at least one payer, each once, with a weight above 0.", "payers"),
      invalid(isBelowZero(card.personCapMinor), "A cap is not below 0.", "personCap"),
      invalid(isBelowZero(card.programmeCapMinor), "A cap is not below 0.", "programmeCap"),
      invalid(
        card.schedule.cutOffDay < 1 || card.schedule.cutOffDay > 28,
        "The cut-off is a day from 1 to 28.",
        "schedule",
      ),
      invalid(card.schedule.graceDays < 0, "Days of grace are not below 0.", "schedule"),
    ),
    ...card.lines.flatMap((line, index) => reasonsAgainstLine(line, ["lines", String(index)])),
  ];
}

function reasonsAgainstLine(line: RateLine, path: readonly string[]): readonly FinanceRefusal[] {
  const invalid = (holds: boolean, message: string, field: string) =>
    [holds, because("RATE_CARD_INVALID", message, ...path, field)] as const;
  const { sustainedWork: work, kinds } = line.evidence;
  const { twoSided: terms, baselineRate } = line;
  return reasons(
    invalid(line.metric.trim() === "", "A line has a name.", "metric"),
    invalid(line.unitPriceMinor < 0n, "A price is not below 0.", "unitPrice"),
    invalid(kinds.length === 0, "Name at least one kind of evidence.", "evidenceKinds"),
    invalid(
      work !== null && (work.need < 1 || work.window < work.need || !(work.minHours >= 0)),
      "At least one week is needed, in a window of no fewer.",
      "sustainedWork",
    ),
    invalid(
      terms !== null &&
        (terms.target < 0 ||
          terms.floorBp < 0 ||
          terms.floorBp > 10_000 ||
          terms.ceilingBp < 10_000 ||
          !isShare(terms.bonusShare) ||
          !isShare(terms.malusShare)),
      "The floor is 0 to 10000 and the ceiling at least 10000 basis points; shares are not below 0.",
      "twoSided",
    ),
    invalid(
      baselineRate !== null && (!isShare(baselineRate) || baselineRate.numerator > baselineRate.denominator),
      "A baseline is a share from 0 to the whole.",
      "baselineRate",
    ),
  );
}

function endsBefore(end: LocalDate | null, start: LocalDate): boolean {
  return end !== null && end < start;
}

function isBelowZero(minor: bigint | null): boolean {
  return minor !== null && minor < 0n;
}

function isShare({ numerator, denominator }: Fraction): boolean {
  return numerator >= 0n && denominator > 0n;
}
