/** The pure door of the kernel: no process, database or clock behind it, and no noun of the domain. */
export * from "./access.ts";
export * from "./brand.ts";
export * from "./cpr.ts";
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
export * from "./pooling.ts";
export * from "./publish-table.ts";
export * from "./releases.ts";
export * from "./suppressed-table.ts";
export {
  type Amount,
  type Count,
  type Rate,
  SMALLEST_THRESHOLD,
  suppressCount,
  suppressMoney,
  suppressRate,
} from "./suppression.ts";
export * from "./wilson.ts";
