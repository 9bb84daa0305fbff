import { type Logger, pino } from "pino";

export type { Logger } from "pino";

/** Ten digits that can be a CPR number, with or without the hyphen. */
const CPR_LIKE = /\b\d{6}-?\d{4}\b/g;

/**
 * One JSON object a line on standard error. Secrets are dropped by key, and whatever looks like a CPR number
 * is masked in the final line, whichever field it came in.
 */
export function createLogger(name: string, level: string): Logger {
  const masked = {
    write: (line: string): void => {
      process.stderr.write(line.replace(CPR_LIKE, "[cpr]"));
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
