import { z } from "zod";

/** Settings that cannot be used. The message lists every one of them with its fix; the process should end with code 2. */
export class SettingsError extends Error {
  constructor(problems: readonly string[]) {
    super(problems.join("\n"));
    this.name = "SettingsError";
  }
}

/**
 * Reads a process's settings once and as a whole.
 *
 * @param shape  one zod rule a variable; its message says what a right value looks like
 * @param source normally `process.env`; an empty text counts as not set
 * @throws SettingsError that names every wrong variable at once
 */
export function readEnv<Shape extends z.ZodRawShape>(
  shape: Shape,
  source: Readonly<Record<string, string | undefined>>,
): z.output<z.ZodObject<Shape>> {
  const set = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== undefined && value !== ""));
  const read = z.object(shape).safeParse(set);
  if (read.success) return read.data;
  throw new SettingsError(
    read.error.issues.map((issue) => {
      const name = issue.path.join(".");
      const given = set[name];
      const shown = given === undefined ? "is not set" : /URL|KEY|SECRET|PASSWORD/.test(name) ? "is wrong" : `is "${given}"`;
      return `${name} ${shown}: ${issue.message}`;
    }),
  );
}

/** A TCP port. */
export const port = z.coerce
  .number({ error: "give a port from 1 to 65535" })
  .int({ error: "give a port from 1 to 65535" })
  .min(1, { error: "give a port from 1 to 65535" })
  .max(65_535, { error: "give a port from 1 to 65535" });

/** A PostgreSQL address. */
export const postgresUrl = z.string({ error: "give a PostgreSQL address" }).regex(/^postgres(ql)?:\/\/.+/, {
  error: "give an address such as postgresql://user:password@host:5432/database",
});

/** An HTTP address of a service. */
export const httpUrl = z.url({ protocol: /^https?$/, error: "give an address such as http://127.0.0.1:4001" });
