/** All that this service says in Danish. */
import type { DanishTexts } from "@inclusion/kernel";
import { DEFINITION_PHRASES } from "./definition-phrases.ts";
import { PARTNERSHIP_PHRASES } from "./phrases.ts";
import { RECORD_PHRASES } from "./record-phrases.ts";
import { PARTNERSHIP_DANISH, SHEET_DANISH } from "./refusal-texts.ts";
import { TOKEN_PHRASES } from "./token-phrases.ts";

export const DANISH: DanishTexts = {
  refusals: { PartnershipRefusalCode: PARTNERSHIP_DANISH, SheetRefusalCode: SHEET_DANISH },
  phrases: { ...PARTNERSHIP_PHRASES, ...RECORD_PHRASES, ...TOKEN_PHRASES, ...DEFINITION_PHRASES },
};
