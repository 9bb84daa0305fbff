/** Tries a server of the user's own before anything is built on it. */
import pg from "pg";
import { StartError } from "./start-error.ts";

const patienceMs = 5_000;
const oldestVersion = 16;

/**
 * Connects once to the database of DATABASE_URL.
 *
 * @throws StartError that says in one sentence what is wrong, never with the password
 */
export async function reachDatabase(url: string): Promise<void> {
  const parsed = parseUrl(url);
  const client = makeClient(url);
  client.on("error", () => undefined);
  try {
    await client.connect();
    const { rows } = await client.query<{ version: string }>("select current_setting('server_version_num') as version");
    requireVersion(Number(rows[0]?.version), parsed);
  } catch (error) {
    throw error instanceof StartError ? error : explain(error as NodeJS.ErrnoException, parsed);
  } finally {
    // A connection that never came to be may not end either; it must not hold the answer up.
    void client.end().catch(() => undefined);
  }
}

/** The URL for messages: with the user, without the password and the parameters. */
export function maskUrl(url: URL): string {
  const user = url.username ? `${url.username}${url.password ? ":***" : ""}@` : "";
  return `${url.protocol}//${user}${url.host}${url.pathname}`;
}

function parseUrl(url: string): URL {
  const parsed = URL.parse(url);
  if (!parsed) throw malformed();
  if (parsed.protocol !== "postgres:" && parsed.protocol !== "postgresql:") {
    throw new StartError(
      "DATABASE_URL does not begin with postgres://",
      "write it as postgres://user:password@host:5432/database",
    );
  }
  return parsed;
}

function makeClient(url: string): pg.Client {
  try {
    return new pg.Client({ connectionString: url, connectionTimeoutMillis: patienceMs });
  } catch (error) {
    const { code, path } = error as NodeJS.ErrnoException;
    if (code !== "ENOENT") throw malformed();
    throw new StartError(
      `DATABASE_URL names the file ${path}, which is not there`,
      "correct sslrootcert, sslcert or sslkey in it",
    );
  }
}

/** The text is not repeated: where it cannot be read, the password in it cannot be found either. */
function malformed(): StartError {
  return new StartError(
    "DATABASE_URL is not a URL that can be read",
    "write it as postgres://user:password@host:5432/database, with %40 for @, %2F for / and %25 for % in the password",
  );
}

function requireVersion(version: number, url: URL): void {
  const major = Math.floor(version / 10_000);
  if (major >= oldestVersion) return;
  throw new StartError(
    `The server at ${maskUrl(url)} is PostgreSQL ${major}, older than ${oldestVersion}`,
    `use a server of version ${oldestVersion} or later, or leave DATABASE_URL out`,
  );
}

function explain(error: NodeJS.ErrnoException, url: URL): StartError {
  const at = maskUrl(url);
  switch (error.code) {
    case "ECONNREFUSED":
      return new StartError(
        `Nobody listens at ${at}`,
        "start that server, or correct host and port in DATABASE_URL",
        error,
      );
    case "ENOTFOUND":
    case "EAI_AGAIN":
      return new StartError(
        `The host ${url.hostname} of ${at} is not known`,
        "correct the host in DATABASE_URL",
        error,
      );
    case "EHOSTUNREACH":
    case "ENETUNREACH":
    case "ETIMEDOUT":
      return noAnswer(at, error);
    case "28P01":
    case "28000":
      return new StartError(
        `The server at ${at} does not accept this user and password`,
        "correct them in DATABASE_URL, or let the server accept them (pg_hba.conf)",
        error,
      );
    case "3D000":
      return new StartError(
        `The database of ${at} does not exist`,
        "create it, or correct its name in DATABASE_URL",
        error,
      );
    default:
      if (/timeout/i.test(error.message)) return noAnswer(at, error);
      return new StartError(`The database at ${at} cannot be used (${error.message})`, "correct DATABASE_URL", error);
  }
}

function noAnswer(at: string, error: Error): StartError {
  return new StartError(
    `There was no answer from ${at} within ${patienceMs / 1000} seconds`,
    "see that the server runs and that a firewall lets us through, or correct host and port in DATABASE_URL",
    error,
  );
}
