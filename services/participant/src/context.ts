import { type BaseContext, type FieldKeys, fieldKeys, type OwnSettings } from "@inclusion/kernel/runtime";
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
