/**
 * Who calls a service: the gateway for a viewer, or another service for facts.
 *
 * Each process has its own Ed25519 key and knows the others' public keys, so that a service that was broken into
 * can neither speak for the gateway nor for another service. A token is bound to one receiver and one body.
 */
import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { createLocalJWKSet, importJWK, type JSONWebKeySet, type JWK, jwtVerify, SignJWT } from "jose";
import type { Language, Viewer } from "../pure/index.ts";
import { SettingsError } from "./env.ts";
import { Fault } from "./errors.ts";

const TYPE = "int+jwt";
const LIFE_S = 30;

/** What travels with a call inside the system. */
export type Caller = Readonly<{
  viewer: Viewer;
  requestId: string;
  /** In which the answer's texts are; English for a caller who does not say. */
  language?: Language;
  occasion?: Occasion;
  budget?: Budget;
}>;

/** What the gateway lets a viewer ask for, in the units in which it counts the cost of operations. */
export type Budget = Readonly<{
  /** In a minute. */
  perMinute: number;
  /** By one operation. */
  perOperation: number;
  /** What is left when the operation that is under way has been paid for. */
  left: number;
  /** The instant, as ISO text, at which nothing of it is missing any more if nothing else is asked. */
  fullAt: string;
}>;

/** By which document a viewer asks, and for what purpose as the viewer itself says. */
export type Occasion = Readonly<{
  /** `sha256:` and the hexadecimal SHA-256 of the operation's text, which is the id of a registered document; null when nobody asked by a document. */
  document: string | null;
  /** In the caller's own word; null when it was not stated. */
  purpose: string | null;
}>;

/** Nothing is known of the occasion: one of our own processes at work. */
export const NO_OCCASION: Occasion = { document: null, purpose: null };

/** Signs calls of one process. */
export type CallSigner = (to: string, body: string, caller: Caller) => Promise<string>;

/** Reads calls to one process: gives the caller, or throws UNAUTHENTICATED without a reason why. */
export type CallVerifier = (token: string | undefined, body: string, from: readonly string[]) => Promise<Caller>;

/** A signer with the private key in `keyFile`; its `kid` is the name of the process. */
export async function callSigner(keyFile: string): Promise<CallSigner> {
  const jwk = await readKeys<JWK>("INTERNAL_KEY", keyFile);
  const key = await importJWK(jwk, "EdDSA");
  const header = { alg: "EdDSA", typ: TYPE, kid: String(jwk.kid) };
  return (to, body, caller) =>
    new SignJWT({ caller, bh: bodyHash(body) })
      .setProtectedHeader(header)
      .setIssuer(header.kid)
      .setAudience(to)
      .setIssuedAt()
      .setExpirationTime(`${LIFE_S}s`)
      .sign(key);
}

/** A verifier for the process `self` that knows the public keys in `keysFile`. */
export async function callVerifier(self: string, keysFile: string): Promise<CallVerifier> {
  const keys = createLocalJWKSet(await readKeys<JSONWebKeySet>("INTERNAL_KEYS", keysFile));
  return async (token, body, from) => {
    try {
      const { payload, protectedHeader } = await jwtVerify(token ?? "", keys, {
        algorithms: ["EdDSA"],
        audience: self,
        issuer: [...from],
        typ: TYPE,
        requiredClaims: ["exp", "bh", "caller"],
        clockTolerance: 5,
      });
      if (payload.iss !== protectedHeader.kid || payload.bh !== bodyHash(body)) throw new Error("not this call");
      return payload.caller as Caller;
    } catch {
      throw new Fault("UNAUTHENTICATED", "Only the gateway and the services of this system are answered here.");
    }
  };
}

/** A file of keys; what is wrong with it is said without showing any of it. */
async function readKeys<Keys>(setting: string, file: string): Promise<Keys> {
  try {
    return JSON.parse(await readFile(file, "utf8")) as Keys;
  } catch {
    throw new SettingsError([`${setting} is "${file}": give a file that can be read and holds keys as JSON`]);
  }
}

function bodyHash(body: string): string {
  return createHash("sha256").update(body).digest("base64url");
}
