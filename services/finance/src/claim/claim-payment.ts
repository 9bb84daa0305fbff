/** What the authority pays for a claim (G2): the rate of all that was accepted so far, less all that was paid. Pure. */
import { type Fraction, sumMinor } from "@inclusion/kernel";
import { supportOf } from "../grant/support-rate.ts";

/**
 * The payment for the newest of the claims. Negative when corrections outweigh it: then it is offset or recovered.
 *
 * @param acceptedMinor what was accepted of each claim, this one last; corrections are negative
 * @param paidMinor     what was paid for each claim before
 */
export function claimPaymentOf(rate: Fraction, acceptedMinor: readonly bigint[], paidMinor: readonly bigint[]): bigint {
  return supportOf(sumMinor(acceptedMinor), rate) - sumMinor(paidMinor);
}
