/** The pure door of the kernel: no process, database or clock behind it, and no noun of the domain. */
export * from "./access.ts";
export * from "./brand.ts";
export { GATEWAY_PHRASES, KERNEL_PHRASES } from "./danish-phrases.ts";
export * from "./decision.ts";
export * from "./deep-equal.ts";
export * from "./error-catalogue.ts";
export * from "./figure.ts";
export * from "./hiding.ts";
export * from "./id.ts";
export * from "./indicator.ts";
export * from "./invariant.ts";
export * from "./language.ts";
export * from "./local-date.ts";
export * from "./measure.ts";
export * from "./money.ts";
export * from "./page.ts";
export * from "./suppression.ts";
export * from "./wilson.ts";
