import type { Currency } from "@inclusion/kernel";
import type { FundingPart, FundingShare } from "./grant.ts";

/** A share on its way into the graph, where money carries its currency. */
export type PricedShare = FundingShare & Readonly<{ currency: Currency }>;

/** A part on its way into the graph. */
export type PricedPart = FundingPart & Readonly<{ currency: Currency }>;
