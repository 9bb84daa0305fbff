/**
 * What is known of partners' tokens, as the partnership service has told it.
 *
 * Nothing is known for longer than half a minute while the service answers. When it does not, what it told in the last
 * minute goes on; beyond that a token can be neither taken nor refused.
 */
import { type Limits, systemViewer } from "@inclusion/kernel";
import type { Transport } from "@inclusion/kernel/runtime";
import { tokensUnavailable } from "./token-faults.ts";

/** A partner's token as it is kept. */
export type Grant = Readonly<{
  tokenId: string;
  label: string;
  secretHash: string;
  scopes: readonly string[];
  limits: Limits;
  documentsOnly: boolean;
  fixedPeriodsOnly: boolean;
  /** ISO instant. */
  expiresAt: string;
  isRevoked: boolean;
}>;

/** Asks for the token of an id; null when there is none. */
export type AskGrant = (id: string) => Promise<Grant | null>;

export type Grants = Readonly<{
  /** As known for at most half a minute. @throws TOKENS_UNAVAILABLE */
  known: AskGrant;
  /** As it stands now: asked after the call was made. @throws TOKENS_UNAVAILABLE */
  fresh: AskGrant;
}>;

const KNOWN_MS = 30_000;
const LONGEST_MS = 60_000;
/** A token that is not there is not asked for again and again. */
const MISSING_MS = 5_000;
const KNOWN_SIZE = 10_000;
const MISSING_SIZE = 1_000;
/** A service that takes longer is taken for one that does not answer. */
const ASK_MS = 5_000;

type Kept = Readonly<{ grant: Grant; askedAt: number }>;
type Flight = { answer: Promise<Grant | null>; next: Promise<Grant | null> | null };

/** Keeps what `ask` tells; what several want at once is asked once. */
export function grantsOf(ask: AskGrant, now: () => number): Grants {
  const kept = new Map<string, Kept>();
  const missing = new Map<string, number>();
  const flights = new Map<string, Flight>();

  const begin = (id: string): Promise<Grant | null> => {
    const askedAt = now();
    const answer = ask(id)
      .then((grant) => {
        kept.delete(id);
        missing.delete(id);
        if (grant === null) keep(missing, id, askedAt, MISSING_SIZE);
        else keep(kept, id, { grant, askedAt }, KNOWN_SIZE);
        return grant;
      })
      .finally(() => flights.delete(id));
    flights.set(id, { answer, next: null });
    return answer;
  };

  return {
    known: async (id) => {
      const found = kept.get(id);
      const age = found === undefined ? Number.POSITIVE_INFINITY : now() - found.askedAt;
      if (found !== undefined && age < KNOWN_MS) return found.grant;
      if (now() - (missing.get(id) ?? Number.NEGATIVE_INFINITY) < MISSING_MS) return null;
      try {
        return await (flights.get(id)?.answer ?? begin(id));
      } catch {
        if (found !== undefined && now() - found.askedAt < LONGEST_MS) return found.grant;
        throw tokensUnavailable();
      }
    },
    fresh: async (id) => {
      const flight = flights.get(id);
      try {
        if (flight === undefined) return await begin(id);
        // What is on its way was asked before this call; those who come meanwhile share the next one.
        flight.next ??= flight.answer.catch(() => null).then(() => flights.get(id)?.answer ?? begin(id));
        return await flight.next;
      } catch {
        throw tokensUnavailable();
      }
    },
  };
}

const GRANT = `query AccessTokenGrant($id: ID!) { accessTokenGrant(id: $id) {
  tokenId label secretHash scopes limits { programmes municipalities regions organisations courses grants }
  documentsOnly fixedPeriodsOnly expiresAt isRevoked } }`;
const NOTE = "mutation AccessTokenNoteUse($id: ID!) { accessTokenNoteUse(input: { accessTokenId: $id }) { isKnown } }";

const CALLER = { viewer: systemViewer("gateway"), requestId: "gateway-tokens" };

/** Asks the partnership service, which owns the tokens. */
export function askPartnership(transport: Transport): AskGrant {
  return async (id) => {
    const asked = transport.execute("partnership", { query: GRANT, variables: { id } }, CALLER);
    const { data, errors } = await inTime(asked);
    if (errors !== undefined || data == null) throw new Error("the partnership service did not answer as it should");
    return data.accessTokenGrant as Grant | null;
  };
}

/** Tells the partnership service that a token was used. */
export async function tellUse(transport: Transport, id: string): Promise<void> {
  const { errors } = await transport.execute("partnership", { query: NOTE, variables: { id } }, CALLER);
  if (errors !== undefined) throw new Error("the partnership service did not answer as it should");
}

async function inTime<Result>(call: Promise<Result>): Promise<Result> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error("the partnership service took too long")), ASK_MS);
  });
  try {
    return await Promise.race([call, limit]);
  } finally {
    clearTimeout(timer);
  }
}

function keep<Value>(map: Map<string, Value>, id: string, value: Value, size: number): void {
  if (map.size >= size) map.delete(map.keys().next().value as string);
  map.set(id, value);
}
