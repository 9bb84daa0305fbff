import type { BaseContext } from "@inclusion/kernel/runtime";
import { createLoaders } from "./loaders.ts";

/** What a resolver or an action of this service has at hand. */
export type Context = BaseContext & Readonly<{ loaders: ReturnType<typeof createLoaders> }>;

/** The context of one operation. */
export function contextOf(base: BaseContext): Context {
  return { ...base, loaders: createLoaders(base) };
}
