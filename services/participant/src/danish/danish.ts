/** All that this service says in Danish. */
import type { DanishTexts } from "@inclusion/kernel";
import { DEFINITION_PHRASES } from "./definition-phrases.ts";
import { PARTICIPANT_PHRASES } from "./phrases.ts";
import {
  ACCESS_REQUEST_DANISH,
  EMERGENCY_DANISH,
  IDENTITY_DANISH,
  PARTICIPANT_DANISH,
  PARTICIPANT_IMPORT_DANISH,
} from "./refusal-texts.ts";
import { WORD_PHRASES } from "./word-phrases.ts";

export const DANISH: DanishTexts = {
  refusals: {
    ParticipantRefusalCode: PARTICIPANT_DANISH,
    IdentityRefusalCode: IDENTITY_DANISH,
    ParticipantImportRefusalCode: PARTICIPANT_IMPORT_DANISH,
    AccessRequestRefusalCode: ACCESS_REQUEST_DANISH,
    EmergencyRefusalCode: EMERGENCY_DANISH,
  },
  phrases: { ...PARTICIPANT_PHRASES, ...WORD_PHRASES, ...DEFINITION_PHRASES },
};
