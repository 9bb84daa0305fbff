import { isId, refuse } from "@inclusion/kernel";
import type { ChangeInput } from "../act.ts";
import { beginRecord, type Changed, changeRecord, type Kept } from "../change.ts";
import type { Context } from "../context.ts";
import { isLineTaken, PURCHASE_MAP } from "./purchase.repository.ts";
import { correctPurchase, type Purchase, type PurchaseFile, recordPurchase } from "./purchase.ts";

const PURCHASES: Kept<PurchaseFile> = { noun: "purchase", map: PURCHASE_MAP, measures: () => [], facts: () => [] };

type MoneyInput = Readonly<{ amount: bigint; currency: Purchase["currency"] }>;

/** Records what a buyer spent with a supplier. @refuses REFERENCE_REPEATED, ORGANISATION_UNKNOWN, and the codes of `recordPurchase` */
export async function purchaseRecord(
  ctx: Context,
  input: ChangeInput &
    Pick<Purchase, "programmeId" | "buyerId" | "supplierId" | "quarter" | "source"> &
    Readonly<{ amount: MoneyInput }>,
): Changed<PurchaseFile> {
  const { programmeId, buyerId, supplierId, quarter, source, amount } = input;
  const buyer = isId(buyerId) ? await ctx.loaders.organisation.load(buyerId) : null;
  const supplier = isId(supplierId) ? await ctx.loaders.organisation.load(supplierId) : null;
  return beginRecord(ctx, PURCHASES, {
    ...{ action: "purchase:record", programmeId, municipalityCode: buyer?.municipalityCode ?? null, input },
    rule: async (tx, at) => {
      if (buyer === null || supplier === null) {
        const field = ["input", buyer === null ? "buyerId" : "supplierId"];
        return refuse({ code: "ORGANISATION_UNKNOWN", message: "There is no organisation of this id.", field });
      }
      const record: Purchase = {
        ...{ id: at.newId(), programmeId, municipalityCode: buyer.municipalityCode, buyerId, supplierId, quarter },
        ...{ amountMinor: amount.amount, currency: amount.currency, source, correctionReason: null },
        synthetic: buyer.synthetic || supplier.synthetic,
      };
      if (await isLineTaken(tx, record)) {
        const message = "This buyer, supplier and quarter has a line: correct it instead.";
        return refuse({ code: "REFERENCE_REPEATED", message, field: ["input", "quarter"] });
      }
      const file = { record, version: 0 };
      return recordPurchase(file, supplier.kinds)(file, at);
    },
    answer: (file) => file,
  });
}

/** Corrects the amount of a line. @refuses the codes of `correctPurchase` */
export function purchaseCorrect(
  ctx: Context,
  input: ChangeInput & Readonly<{ purchaseId: string; amount: bigint; reason: string }>,
): Changed<PurchaseFile> {
  return changeRecord(ctx, PURCHASES, {
    ...{ action: "purchase:correct", id: input.purchaseId, input },
    rule: correctPurchase(input.amount, input.reason),
    answer: (_before, after) => after,
  });
}
