/**
 * First and last day of a programme.
 */
import type { LocalDate } from "@inclusion/kernel";
import { readDay, readPeriod } from "./days.ts";
import { type Block, textOf } from "./entries.ts";
import type { Field } from "./labels.ts";
import { quoted, type SheetRefusal } from "./refusals.ts";
import { isLonePeriod } from "./unlabelled.ts";

export type Duration = Readonly<{ startsOn: LocalDate | null; endsOn: LocalDate | null }>;

type Written = Readonly<{ text: string; number: number }>;

/**
 * Reads the days of a block: two labels, or one period when there is no label for either day.
 *
 * @refuses DATE_UNREADABLE, DATE_ORDER
 */
export function durationOf(block: Block): Readonly<{ duration: Duration; refusals: readonly SheetRefusal[] }> {
  const [starts, ends] = [written(block, "startsOn"), written(block, "endsOn")];
  const lone = block.free.find(isLonePeriod) ?? null;
  const period = starts === null && ends === null ? (written(block, "period") ?? lone) : null;
  const [startsOn, endsOn] =
    period === null
      ? [starts && readDay(starts.text), ends && readDay(ends.text)]
      : (readPeriod(period.text) ?? [null, null]);
  const refusals: SheetRefusal[] = [];
  for (const [place, day] of [
    [starts, startsOn],
    [ends, endsOn],
    [period, startsOn],
  ] as const) {
    if (place !== null && day === null) refusals.push(unreadable(place));
  }
  const last = ends ?? period;
  if (last !== null && startsOn !== null && endsOn !== null && endsOn < startsOn) {
    const message = `Correct the days: ${endsOn} is before ${startsOn}, the day the programme starts.`;
    refusals.push({ code: "DATE_ORDER", message, line: last.number });
  }
  return { duration: { startsOn, endsOn }, refusals };
}

function written({ entries }: Block, field: Field): Written | null {
  const value = entries.find((entry) => entry.label.field === field && entry.value.length > 0)?.value;
  return value?.[0] ? { text: textOf(value), number: value[0].number } : null;
}

function unreadable({ text, number }: Written): SheetRefusal {
  const message = `Write ${quoted(text)} as days of the calendar, for example 20.10.2020 or 1. september 2023.`;
  return { code: "DATE_UNREADABLE", message, line: number };
}
