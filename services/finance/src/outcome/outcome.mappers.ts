import type { Currency } from "@inclusion/kernel";
import type { PayerPart } from "../split/split.ts";
import type { ActualPrice, CapState, Outcome } from "./outcome.ts";

/** A real price on its way into the graph, with the day of payment. */
export type PaymentRow = ActualPrice & Pick<Outcome, "paidOn">;

/** A payer's part of real money on its way into the graph. */
export type PricedPart = PayerPart & Readonly<{ currency: Currency }>;

/** The state of the caps on its way into the graph. */
export type CapRow = Readonly<{ caps: CapState; currency: Currency }>;
