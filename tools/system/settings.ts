import { join, resolve } from "node:path";
import { corsOrigins, costPerMinute, trustedProxies } from "@inclusion/gateway/env";
import { DAILY_WORK, port, postgresUrl, readEnv, SettingsError } from "@inclusion/kernel/env";
import { settings as participant } from "@inclusion/participant/settings";
import { z } from "zod";

/** The repository's folder: what relative settings are read from, wherever the command was given. */
export const ROOT = resolve(import.meta.dirname, "..", "..");

const text = z.string();

/** The participant service's own settings; its keys are kept in the data folder when they are left out. */
const participantSettings = {
  IDENTITY_KEYS: participant.IDENTITY_KEYS.optional(),
  ALLOW_REPLACEMENT_CPR: participant.ALLOW_REPLACEMENT_CPR,
};

const PEOPLE_WANTED = "give a whole number from 1000 to 5000000";
const people = z
  .string()
  .regex(/^\d{4,7}$/, PEOPLE_WANTED)
  .transform(Number)
  .refine((count) => count >= 1_000 && count <= 5_000_000, PEOPLE_WANTED);

const SHAPE = {
  PORT: port.default(4000),
  HOST: text.default("127.0.0.1"),
  DATA_DIR: text.default(".data"),
  SEED: z.enum(["programme", "national", "none"], { error: "give programme, national or none" }).optional(),
  SEED_PEOPLE: people.default(100_000),
  FORM: z.enum(["together", "apart"], { error: "give together or apart" }).default("together"),
  DATABASE_URL: postgresUrl.optional(),
  LOG_LEVEL: z.enum(["debug", "info", "warn", "error"], { error: "give debug, info, warn or error" }).default("warn"),
  NODE_ENV: z
    .enum(["development", "production", "test"], { error: "give development, production or test" })
    .default("development"),
  ...participantSettings,
  ...DAILY_WORK,
  COST_PER_MINUTE: costPerMinute,
  CORS_ORIGINS: corsOrigins,
  TRUSTED_PROXIES: trustedProxies,
  TOKEN_JWKS: text.optional(),
  TOKEN_ISSUER: text.optional(),
  TOKEN_AUDIENCE: text.optional(),
};

/** Names of all settings. */
export const SETTINGS: readonly string[] = Object.keys(SHAPE);

/** The settings of the whole system, in its own words. */
export type Settings = Readonly<{
  port: number;
  host: string;
  dataDir: string;
  seed: "programme" | "national" | "none";
  /** Participations of the national seed. */
  seedPeople: number;
  form: "together" | "apart";
  databaseUrl: string | null;
  logLevel: "debug" | "info" | "warn" | "error";
  production: boolean;
  /** Cost of operations that a caller may ask for in a minute. */
  costPerMinute: number;
  /** Origins of pages that may ask from a browser. */
  origins: readonly string[];
  /** Addresses and networks of proxies that tell who calls. */
  proxies: readonly string[];
  /** False gives up durability for speed: for tests alone. */
  durable: boolean;
  /** Whose tokens are accepted; null for the demo tokens that the system makes itself. */
  issuer: Readonly<{ jwks: string; issuer: string; audience: string }> | null;
}>;

/**
 * Reads the settings of `.env.example`.
 *
 * @throws SettingsError with every wrong one at once
 */
export function readSettings(source: Readonly<Record<string, string | undefined>>): Settings {
  const env = readEnv(SHAPE, source);
  const production = env.NODE_ENV === "production";
  const named = [env.TOKEN_JWKS, env.TOKEN_ISSUER, env.TOKEN_AUDIENCE].filter((value) => value !== undefined).length;
  const problems: string[] = [];
  if (env.FORM === "apart" && env.PORT > 65_531) {
    problems.push(`PORT is "${env.PORT}": FORM=apart needs the four ports after it, so give at most 65531`);
  }
  if (named !== 0 && named !== 3) {
    problems.push("TOKEN_JWKS, TOKEN_ISSUER and TOKEN_AUDIENCE belong together: set all three or none");
  }
  if (production && named === 0) {
    problems.push(
      "NODE_ENV is production, where no demo token exists: set TOKEN_JWKS, TOKEN_ISSUER and TOKEN_AUDIENCE",
    );
  }
  if (problems.length > 0) throw new SettingsError(problems);
  const { TOKEN_JWKS, TOKEN_ISSUER, TOKEN_AUDIENCE } = env;
  return {
    port: env.PORT,
    host: env.HOST,
    dataDir: resolve(ROOT, env.DATA_DIR),
    seed: env.SEED ?? (production ? "none" : "programme"),
    seedPeople: env.SEED_PEOPLE,
    form: env.FORM,
    databaseUrl: env.DATABASE_URL ?? null,
    logLevel: env.LOG_LEVEL,
    production,
    costPerMinute: env.COST_PER_MINUTE,
    origins: env.CORS_ORIGINS,
    proxies: env.TRUSTED_PROXIES,
    durable: true,
    issuer:
      TOKEN_JWKS === undefined || TOKEN_ISSUER === undefined || TOKEN_AUDIENCE === undefined
        ? null
        : {
            jwks: /^[a-z]+:\/\//i.test(TOKEN_JWKS) ? TOKEN_JWKS : resolve(ROOT, TOKEN_JWKS),
            issuer: TOKEN_ISSUER,
            audience: TOKEN_AUDIENCE,
          },
  };
}

/** The file with the demo tokens: name -> token. */
export function tokensFile(dataDir: string): string {
  return join(dataDir, "tokens.json");
}
