/** All that this service says in Danish. */
import type { DanishTexts } from "@inclusion/kernel";
import { FINANCE_PHRASES } from "./phrases.ts";
import { FINANCE_DANISH } from "./refusal-texts.ts";

export const DANISH: DanishTexts = {
  refusals: { FinanceRefusalCode: FINANCE_DANISH },
  phrases: FINANCE_PHRASES,
};
