import type { LocalDate } from "@inclusion/kernel";
import { type ChangeInput, changeMoney, staleVersion, takeTurn } from "../change.ts";
import type { Context } from "../context.ts";
import { findReached, reportReached } from "../outcome/report.repository.ts";
import { programmes } from "../programme.repository.ts";
import { type FinanceDecision, unless } from "../refusal/refusal.ts";
import { reasonsAgainstCard } from "./publish.ts";
import { addRateCard, findRateCards, type PublishedCard } from "./rate-card.repository.ts";
import type { RateCard } from "./rate-card.ts";

/** A version of a contract as it is asked for. */
export type RateCardTerms = Omit<RateCard, "id" | "version">;

/**
 * Publishes the next version of a contract, and reports what was reached on its days.
 *
 * @throws Fault NOT_FOUND for a programme that is not known, or outside the viewer's limits
 * @refuses IDEMPOTENCY_MISMATCH, CONFLICT, RATE_CARD_INVALID, RATE_CARD_ORDER
 */
export function rateCardPublish(
  ctx: Context,
  input: ChangeInput,
  terms: RateCardTerms,
): Promise<FinanceDecision<PublishedCard>> {
  const { programmeId, mode } = terms;
  return changeMoney(ctx, "rateCard:publish", input, async (tx) => {
    await programmes.require(tx, ctx.viewer, programmeId);
    await takeTurn(tx, "outcomes", programmeId);
    const all = await findRateCards(tx, [programmeId]);
    const cards = all.filter((each) => each.mode === mode);
    const card: RateCard = { ...terms, id: ctx.newId(), version: cards.length + 1 };
    const against = [...staleVersion(input, cards.length), ...reasonsAgainstCard(card, cards)];
    const decided = unless<PublishedCard>(against, () => ({ ...card, recordedAt: ctx.now }));
    if (!decided.ok) return decided;
    await addRateCard(tx, card, ctx.viewer.subject);
    const moment = { actor: "system:participant", today: ctx.today, now: ctx.now.toISOString(), newId: ctx.newId };
    const isOfCard = (on: LocalDate): boolean => on >= card.validFrom;
    for (const reached of await findReached(tx, programmeId, null)) {
      if (isOfCard(reached.eventOn)) await reportReached(tx, reached, [...all, card], moment);
    }
    return decided;
  });
}
