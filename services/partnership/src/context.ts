import type { BaseContext, OwnSettings, TokenEnvironment } from "@inclusion/kernel/runtime";
import { z } from "zod";
import { createLoaders } from "./loaders.ts";

/** What a resolver or an action of this service has at hand. */
export type Context = BaseContext &
  Readonly<{
    loaders: ReturnType<typeof createLoaders>;
    /** Where the tokens that are made here are good. */
    tokenEnvironment: TokenEnvironment;
  }>;

/** Settings of this service's own. */
export const settings = {
  NODE_ENV: z
    .enum(["production", "development", "test"], { error: "give production, development or test" })
    .default("development"),
} as const;

/** The context of one operation. */
export function contextOf(base: BaseContext, own: OwnSettings): Context {
  return {
    ...base,
    loaders: createLoaders(base),
    tokenEnvironment: own.NODE_ENV === "production" ? "live" : "test",
  };
}
