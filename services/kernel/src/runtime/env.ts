/** Settings of a process. Also a door of its own: whoever only reads settings loads nothing of what they are for. */
import { readFileSync } from "node:fs";
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
 * A variable that is not set is read from the file that `<NAME>_FILE` names, without the space around it, so that a
 * secret need not stand in the environment.
 *
 * @param shape  one zod rule a variable; its message says what a right value looks like
 * @param source normally `process.env`; an empty text counts as not set
 * @throws SettingsError that names every wrong variable at once
 */
export function readEnv<Shape extends z.ZodRawShape>(
  shape: Shape,
  source: Readonly<Record<string, string | undefined>> = process.env,
): z.output<z.ZodObject<Shape>> {
  const given = Object.keys(shape).map((name) => ({ name, ...givenValue(name, source) }));
  const set = new Map(given.flatMap(({ name, value }) => (value === undefined ? [] : [[name, value] as const])));
  const hidden = new Set(given.flatMap(({ name, secret }) => (secret ? [name] : [])));
  const unreadable = new Map(given.flatMap(({ name, problem }) => (problem === undefined ? [] : [[name, problem]])));
  const read = z.object(shape).safeParse(Object.fromEntries(set));
  if (read.success && unreadable.size === 0) return read.data;
  const wrong = (read.error?.issues ?? []).flatMap((issue) => {
    const name = issue.path.join(".");
    if (unreadable.has(name)) return [];
    const value = set.get(name);
    const shown = value === undefined ? "is not set" : hidden.has(name) ? "is wrong" : `is "${value}"`;
    return [`${name} ${shown}: ${issue.message}`];
  });
  throw new SettingsError([...wrong, ...unreadable.values()]);
}

/** A variable's value, from the environment or a file; secret when no message may repeat it. */
type Given = Readonly<{ value?: string; secret: boolean; problem?: string }>;

function givenValue(name: string, source: Readonly<Record<string, string | undefined>>): Given {
  const secret = /URL|KEY|SECRET|PASSWORD/.test(name);
  const value = source[name];
  if (value !== undefined && value !== "") return { value, secret };
  const file = source[`${name}_FILE`];
  if (file === undefined || file === "") return { secret };
  const wrong = (why: string): Given => ({ secret, problem: `${name}_FILE is "${file}": the file ${why}` });
  try {
    const content = readFileSync(file, "utf8").trim();
    return content === "" ? wrong("is empty") : { value: content, secret: true };
  } catch {
    return wrong("cannot be read");
  }
}

const SECRET_WANTED = "give a secret of at least 32 characters that nobody can guess";

/** A secret of our own: long enough, and no filler such as one letter again and again. */
export const secretText = z
  .string({ error: SECRET_WANTED })
  .min(32, { error: SECRET_WANTED })
  .refine((text) => new Set(text).size >= 10, { error: SECRET_WANTED });

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

/** Whether the process does the service's daily work; others, or a command, may do it in its place. */
export const DAILY_WORK = { DAILY_WORK: z.enum(["on", "off"]).default("on") };
