/** Figures that others have published of a programme: all are kept, with who says them and when. Pure. */
import { acceptUnless, type LocalDate, type Refusal } from "@inclusion/kernel";
import { futureRefusals, rangeRefusals, sourceRefusals, textRefusals } from "../refusal/common-rules.ts";

/** A published figure. */
export type PublishedResult = Readonly<{
  id: string;
  programmeId: string;
  code: string;
  what: string;
  /** At most two decimals. */
  value: number;
  unit: string;
  /** The day or the state of affairs, as the source has it. */
  countedAt: string;
  publishedOn: LocalDate | null;
  source: string;
}>;

export type StoredResult = PublishedResult & Readonly<{ recordedAt: Date }>;

/** A figure that can be kept. @refuses VALUE_OUT_OF_RANGE, DATE_IN_FUTURE, SOURCE_MISSING, and the codes of texts */
export function readResult(result: PublishedResult, today: LocalDate) {
  const bad: Refusal<"VALUE_OUT_OF_RANGE">[] = /^[A-Z][A-Z0-9_]{0,39}$/.test(result.code)
    ? []
    : [
        {
          code: "VALUE_OUT_OF_RANGE",
          message: "A code is capital letters, digits and underscores.",
          field: ["input", "code"],
        },
      ];
  return acceptUnless(
    [
      ...bad,
      ...rangeRefusals(result.value, [0, 1e15], ["input", "value"]),
      ...textRefusals(result.what, 500, ["input", "what"]),
      ...textRefusals(result.unit, 40, ["input", "unit"]),
      ...textRefusals(result.countedAt, 100, ["input", "countedAt"]),
      ...futureRefusals(result.publishedOn, today, ["input", "publishedOn"]),
      ...sourceRefusals(result.source, ["input", "source"]),
    ],
    () => result,
  );
}
