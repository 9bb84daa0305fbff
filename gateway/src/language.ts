/** Which language an answer is in, and how it is said in it. */
import { ERRORS, type ErrorCode, GATEWAY_PHRASES, inDanish, type Language, type Phrasebook } from "@inclusion/kernel";
import { danishOf } from "@inclusion/kernel/runtime";
import Negotiator from "negotiator";

/** The gateway's own sentences in Danish. */
const DANISH: Phrasebook = danishOf({ phrases: GATEWAY_PHRASES });

/** Danish when the header prefers it to English; English for every other wish and for none. */
export function languageOf(acceptLanguage: string | undefined): Language {
  const wishes = new Negotiator({ headers: { "accept-language": acceptLanguage } });
  return wishes.language(["en", "da"]) === "da" ? "da" : "en";
}

/** A message of the gateway in a language; of its code when it has no Danish of its own. */
export function messageIn(language: Language, code: ErrorCode, message: string): string {
  return language === "da" ? inDanish(DANISH, message, ERRORS[code].meaning.da) : message;
}

/** What to do about an error: as it was said where it was found, else as the catalogue says of the code. */
export function hintIn(language: Language, code: ErrorCode, hint: unknown): string {
  const general = ERRORS[code].hint[language];
  if (typeof hint !== "string") return general;
  return language === "da" ? (DANISH(hint) ?? general) : hint;
}
