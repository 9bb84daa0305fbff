/** Numbers of the central business register (CVR). Pure. */
import { accept, type Decision, refuse } from "@inclusion/kernel";
import * as register from "stdnum/lib/cjs/dk/cvr.js";

/**
 * Reads a register number; spaces, hyphens and DK in front are dropped. That the number exists is not looked up.
 *
 * @returns eight digits
 * @refuses CVR_SHAPE, CVR_CHECK_DIGIT
 * @source docs/sources.md#cvr
 */
export function readCvr(text: string, field: readonly string[]): Decision<string, "CVR_SHAPE" | "CVR_CHECK_DIGIT"> {
  const digits = text.replace(/[\s-]/g, "").replace(/^DK/i, "");
  if (!/^[1-9][0-9]{7}$/.test(digits)) {
    const message = "A CVR number has eight digits, of which the first is not 0.";
    return refuse({ code: "CVR_SHAPE", message, field });
  }
  if (register.validate(digits).isValid) return accept(digits);
  const message = "The digits do not fit one another: one of them is probably mistyped.";
  return refuse({ code: "CVR_CHECK_DIGIT", message, field });
}
