/** Who calls from outside, whoever issued the token. */
import type { IncomingMessage } from "node:http";
import { ANYONE, type Viewer } from "@inclusion/kernel";
import type { Logger, Transport } from "@inclusion/kernel/runtime";
import { askPartnership, grantsOf, tellUse } from "./grants.ts";
import { OWN_ISSUER, partnerTokens, type SignedToken } from "./partner-tokens.ts";
import { statedIssuer } from "./signed-token.ts";
import { signingKeys } from "./signing-keys.ts";
import { invalidToken } from "./token-faults.ts";
import { type TokenSettings, type TokenVerifier, tokenVerifier } from "./tokens.ts";

export type Tokens = Readonly<{
  /** The viewer behind an Authorization header. @throws Fault UNAUTHENTICATED; TOKENS_UNAVAILABLE */
  verify: TokenVerifier;
  /** Passes when the viewer's token is good at this very moment. @throws Fault UNAUTHENTICATED; TOKENS_UNAVAILABLE */
  confirm: (viewer: Viewer) => Promise<void>;
  /** A short-lived signed token for a partner's token. @throws Fault UNAUTHENTICATED; TOKENS_UNAVAILABLE */
  exchange: (token: string) => Promise<SignedToken>;
}>;

export type AuthenticatorSettings = Readonly<{
  /** Whose tokens are taken beside partners' own. */
  issuer: Pick<TokenSettings, "jwks" | "issuer" | "audience" | "fetch">;
  /** File of the gateway's own keys. */
  signingKeys: string;
  transport: Transport;
  production: boolean;
  log: Logger;
  now?: (() => number) | undefined;
}>;

const PARTNER = /^Bearer (igt_\S{1,200})$/i;

/**
 * The Authorization header of a request. Of several Node keeps the first and a proxy before us perhaps the last: together
 * they are no token.
 */
export function authorizationOf({ headersDistinct }: IncomingMessage): string | undefined {
  return headersDistinct.authorization?.join(", ");
}

/** The partner's token in a header; null when there is something else. */
export function partnerBearer(authorization: string | undefined): string | null {
  return PARTNER.exec(authorization ?? "")?.[1] ?? null;
}

/**
 * Knows the tokens of partners and those of one other issuer.
 *
 * @throws SettingsError when keys are missing, or are for demonstration in production
 */
export async function openTokens(settings: AuthenticatorSettings): Promise<Tokens> {
  const { issuer, transport, production, log, now = () => Date.now() } = settings;
  const strangers = await tokenVerifier({ ...issuer, production, now, log });
  const partners = partnerTokens({
    grants: grantsOf(askPartnership(transport), now),
    keys: await signingKeys({ file: settings.signingKeys, production, now, log }),
    audience: issuer.audience,
    environment: production ? "live" : "test",
    tellUse: (id) => tellUse(transport, id),
    now,
    log,
  });
  return {
    verify: async (authorization) => {
      if (authorization === undefined) return ANYONE;
      const partner = partnerBearer(authorization);
      if (partner !== null) return partners.ofSecret(partner);
      const isOwn = statedIssuer(authorization) === OWN_ISSUER;
      return isOwn ? partners.ofSigned(authorization) : strangers(authorization);
    },
    confirm: partners.confirm,
    exchange: async (token) => {
      if (token === "") throw invalidToken();
      return partners.exchange(token);
    },
  };
}
