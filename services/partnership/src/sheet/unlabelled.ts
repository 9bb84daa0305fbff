/**
 * What a short English page (layout F) states without labels: one amount and one period, each alone in its line.
 */
import type { Line } from "./lines.ts";

/** Whether `line` is nothing but a period with an arrow, such as `2019-05-20 → 2020-12-31`, readable or not. */
export function isLonePeriod(line: Line): boolean {
  return /^\d/.test(line.text) && /→|->/.test(line.text);
}

/** Whether `line` is nothing but an amount in euro, such as `€204k`, readable or not. */
export function isLoneAmount(line: Line): boolean {
  return /^(?:€|eur) ?-?\d/i.test(line.text) || /^-?\d[\d., ]{0,30} ?[km]? ?(?:€|eur)$/i.test(line.text);
}

/** Whether `text` is an amount rounded to thousands or millions. */
export function isRounded(text: string): boolean {
  return /^€ ?[\d.,]{1,10} ?[km]\b/i.test(text) || /^[\d.,]{1,10} ?[km] ?€/i.test(text);
}
