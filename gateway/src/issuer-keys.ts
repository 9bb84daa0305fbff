/** The public keys of whoever else issues tokens: in a file that may be replaced, or at an https address. */
import { type Logger, SettingsError } from "@inclusion/kernel/runtime";
import {
  createLocalJWKSet,
  createRemoteJWKSet,
  customFetch,
  errors,
  type FetchImplementation,
  type JSONWebKeySet,
  type JWTVerifyGetKey,
} from "jose";
import { z } from "zod";
import { invalidToken, tokensUnavailable } from "./token-faults.ts";
import { watchFile } from "./watched-file.ts";

export type IssuerKeySettings = Readonly<{
  /** A file, or an https address. */
  jwks: string;
  /** In production a key for demonstration is refused. */
  production: boolean;
  now: () => number;
  log?: Logger | undefined;
  /** Fetches the address; the tests' own. */
  fetch?: FetchImplementation | undefined;
}>;

/** How long fetched keys are good when the address does not answer any more. */
const FETCHED_MS = 15 * 60_000;
/** The address is asked for an unknown key, or after it did not answer, no oftener. */
const PAUSE_MS = 30_000;
const FETCH_LIMIT_MS = 3_000;

const KEY_SET = z.object({
  keys: z
    .array(z.looseObject({ kid: z.string().min(1), kty: z.string(), d: z.never().optional(), k: z.never().optional() }))
    .min(1),
});

/**
 * Finds the key that a token names; a token that names none is refused.
 *
 * @throws SettingsError when the file or the address cannot be used
 */
export async function issuerKeys(settings: IssuerKeySettings): Promise<JWTVerifyGetKey> {
  const find = /^[a-z]+:\/\//i.test(settings.jwks) ? fetchedKeys(settings) : await keysInFile(settings);
  return (header, token) => {
    const { kid } = header ?? {};
    if (typeof kid !== "string" || (settings.production && isDemo(kid))) throw invalidToken();
    return find(header, token);
  };
}

async function keysInFile({ jwks, production, now, log }: IssuerKeySettings): Promise<JWTVerifyGetKey> {
  const wrong = (why: string): SettingsError => new SettingsError([`TOKEN_JWKS is "${jwks}": ${why}`]);
  const parse = (text: string): JWTVerifyGetKey => {
    const json = parsed(text);
    if (json === undefined) throw wrong("the file is not JSON");
    const set = KEY_SET.safeParse(json);
    if (!set.success) throw wrong("give a JSON Web Key Set of public keys, each with its kid");
    const demo = set.data.keys.find(({ kid }) => isDemo(kid));
    if (production && demo !== undefined) {
      throw wrong(`the key ${demo.kid} is for demonstration; take a key of your own`);
    }
    return createLocalJWKSet(json as JSONWebKeySet);
  };
  const current = await watchFile({ path: jwks, parse, now, log }).catch((error: unknown) => {
    throw error instanceof SettingsError ? error : wrong("the file cannot be read");
  });
  return async (header, token) => (await current())(header, token);
}

/**
 * Keys at an address. While it does not answer, keys that were fetched in the last quarter of an hour go on; a token
 * whose key is not among them can be neither taken nor refused.
 */
function fetchedKeys({ jwks, now, log, fetch }: IssuerKeySettings): JWTVerifyGetKey {
  const url = URL.canParse(jwks) ? new URL(jwks) : null;
  if (url?.protocol !== "https:" || url.username !== "" || url.password !== "") {
    throw new SettingsError([`TOKEN_JWKS is "${jwks}": give a file, or an https address without a user's name`]);
  }
  const find = createRemoteJWKSet(url, {
    cacheMaxAge: FETCHED_MS,
    cooldownDuration: PAUSE_MS,
    timeoutDuration: FETCH_LIMIT_MS,
    ...(fetch === undefined ? {} : { [customFetch]: fetch }),
  });
  let silentUntil = 0;
  return async (header, token) => {
    if (!find.fresh && now() < silentUntil) throw tokensUnavailable();
    try {
      return await find(header, token);
    } catch (error) {
      if (error instanceof errors.JWKSNoMatchingKey || error instanceof errors.JWKSMultipleMatchingKeys) throw error;
      if (error instanceof errors.JOSENotSupported) throw error;
      silentUntil = now() + PAUSE_MS;
      log?.warn({ address: url.origin, error: String(error) }, "the token issuer's keys cannot be fetched");
      throw tokensUnavailable();
    }
  };
}

function isDemo(kid: string): boolean {
  return kid.toLowerCase().startsWith("demo");
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
