import { type BaseContext, type FieldKeys, fieldKeys, isFieldKeys, type OwnSettings } from "@inclusion/kernel/runtime";
import { z } from "zod";
import { IDENTITY_LABEL } from "./identity/sealed-identity.repository.ts";
import { createLoaders } from "./loaders.ts";

/** What a resolver or an action of this service has at hand. */
export type Context = BaseContext &
  Readonly<{
    loaders: ReturnType<typeof createLoaders>;
    /** Seals and opens names and civil registration numbers. */
    identityKeys: FieldKeys;
    /** Whether numbers with 60 added to the day are taken. */
    allowReplacementCpr: boolean;
  }>;

const KEYS_WANTED = "give a secret of at least 32 letters and digits, or several as 2:<secret>,1:<secret>";

/** Settings of this service's own. */
export const settings = {
  IDENTITY_KEYS: z.string({ error: KEYS_WANTED }).refine(isFieldKeys, { error: KEYS_WANTED }),
  ALLOW_REPLACEMENT_CPR: z.enum(["yes", "no"], { error: "give yes or no" }).default("yes"),
} as const;

const keysOf = new WeakMap<OwnSettings, FieldKeys>();

/** The context of one operation. */
export function contextOf(base: BaseContext, own: OwnSettings): Context {
  const identityKeys = keysOf.get(own) ?? fieldKeys(String(own.IDENTITY_KEYS), IDENTITY_LABEL);
  keysOf.set(own, identityKeys);
  return {
    ...base,
    loaders: createLoaders(base, identityKeys),
    identityKeys,
    allowReplacementCpr: own.ALLOW_REPLACEMENT_CPR === "yes",
  };
}
