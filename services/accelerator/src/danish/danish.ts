/** All that this service says in Danish. */
import type { DanishTexts } from "@inclusion/kernel";
import { DEFINITION_PHRASES } from "./definition-phrases.ts";
import { ACCELERATOR_PHRASES } from "./phrases.ts";
import { ACCELERATOR_DANISH } from "./refusal-texts.ts";

export const DANISH: DanishTexts = {
  refusals: { AcceleratorRefusalCode: ACCELERATOR_DANISH },
  phrases: { ...ACCELERATOR_PHRASES, ...DEFINITION_PHRASES },
};
