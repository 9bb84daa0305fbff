import { type Logger, pino } from "pino";
import { PARTNER_TOKEN_LIKE } from "./partner-token.ts";

export type { Logger } from "pino";

/** Ten digits that can be a CPR number, with or without a hyphen or a blank of any kind; no part of a longer number or an id. */
const CPR_LIKE = /(?<![0-9A-Za-z])\d{6}[-\u2010-\u2015\u2212\s]?\d{4}(?![0-9A-Za-z])/g;

/** A text without anything that looks like a CPR number: for whatever leaves us that we have not written ourselves. */
export function maskCpr(text: string): string {
  return text.replace(CPR_LIKE, "[cpr]");
}

/** A text in which no partner's token can be read any more. */
export function maskTokens(text: string): string {
  return text.replace(PARTNER_TOKEN_LIKE, "[token]");
}

/**
 * One JSON object a line on standard error. Secrets are dropped by key, and whatever looks like a CPR number or a
 * partner's token is masked in the final line, whichever field it came in.
 */
export function createLogger(name: string, level: string): Logger {
  const masked = {
    write: (line: string): void => {
      process.stderr.write(maskTokens(maskCpr(line)));
    },
  };
  return pino(
    {
      name,
      level,
      base: { name },
      timestamp: pino.stdTimeFunctions.isoTime,
      redact: {
        paths: ["authorization", "*.authorization", "token", "*.token", "password", "*.password", "url", "*.url"],
        remove: true,
      },
    },
    masked,
  );
}
