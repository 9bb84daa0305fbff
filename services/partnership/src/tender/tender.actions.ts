import { isId, type LocalDate, refuse } from "@inclusion/kernel";
import type { ChangeInput } from "../act.ts";
import { beginRecord, type Changed, changeRecord, type Kept } from "../change.ts";
import type { Context } from "../context.ts";
import type { Action } from "../policy.ts";
import type { Given, Rule } from "../record/rule.ts";
import { type Report, reportDelivery } from "./delivery.ts";
import type { ClauseKind, Staff } from "./social-clause.ts";
import { isReferenceTaken, TENDER_MAP } from "./tender.repository.ts";
import {
  addClause,
  award,
  cancel,
  explain,
  recordHires,
  recordTender,
  type Tender,
  type TenderFile,
} from "./tender.ts";
import { tenderMeasures } from "./tender-measures.ts";

const TENDERS: Kept<TenderFile> = { noun: "tender", map: TENDER_MAP, measures: tenderMeasures, facts: () => [] };

type TenderInput = ChangeInput & Readonly<{ tenderId: string }>;

type MoneyInput = Readonly<{ amount: bigint; currency: Tender["currency"] }>;

/** Records a tender that was published. @refuses REFERENCE_REPEATED, ORGANISATION_UNKNOWN, and the codes of `recordTender` */
export async function tenderRecord(
  ctx: Context,
  input: ChangeInput &
    Pick<Tender, "programmeId" | "buyerId" | "reference" | "title" | "tenderedOn" | "contractKind" | "durationMonths"> &
    Readonly<{ value: MoneyInput; noClauseReason?: Given<string> }>,
): Changed<TenderFile> {
  const { programmeId, buyerId, reference, title, tenderedOn, contractKind, durationMonths, value } = input;
  const buyer = isId(buyerId) ? await ctx.loaders.organisation.load(buyerId) : null;
  return beginRecord(ctx, TENDERS, {
    ...{ action: "tender:record", programmeId, municipalityCode: buyer?.municipalityCode ?? null, input },
    rule: async (tx, at) => {
      if (buyer === null) {
        const message = "There is no organisation of this id.";
        return refuse({ code: "ORGANISATION_UNKNOWN", message, field: ["input", "buyerId"] });
      }
      if (await isReferenceTaken(tx, { programmeId, buyerId, reference })) {
        const message = "The buyer has a tender of this reference in the programme.";
        return refuse({ code: "REFERENCE_REPEATED", message, field: ["input", "reference"] });
      }
      const record: Tender = {
        ...{ id: at.newId(), programmeId, municipalityCode: buyer.municipalityCode, buyerId, reference, title },
        ...{ tenderedOn, contractKind, durationMonths, valueMinor: value.amount, currency: value.currency },
        ...{ noClauseReason: input.noClauseReason ?? null, state: "PUBLISHED", awardedToId: null, awardedOn: null },
        ...{ cancelledOn: null, cancelReason: null, staffTotal: null, staffDisadvantaged: null },
        synthetic: buyer.synthetic,
      };
      const file: TenderFile = { record, version: 0, clauses: [], deliveries: [], hires: [] };
      return recordTender(file)(file, at);
    },
    answer: (file) => file,
  });
}

/** Adds a clause. @refuses the codes of `addClause` */
export function tenderAddClause(
  ctx: Context,
  input: TenderInput & Readonly<{ kind: ClauseKind; promisedHours?: Given<number>; promisedPlaces?: Given<number> }>,
): Changed<TenderFile> {
  const { kind, promisedHours, promisedPlaces } = input;
  return changeTender(ctx, "tender:addClause", input, addClause({ kind, promisedHours, promisedPlaces }));
}

/** Says why there is no training clause. @refuses the codes of `explain` */
export function tenderExplain(ctx: Context, input: TenderInput & Readonly<{ reason: string }>): Changed<TenderFile> {
  return changeTender(ctx, "tender:explain", input, explain(input.reason));
}

/** Awards the contract. @refuses the codes of `award` */
export async function tenderAward(
  ctx: Context,
  input: TenderInput & Readonly<{ organisationId: string; awardedOn: LocalDate; staff?: Given<Staff> }>,
): Changed<TenderFile> {
  const { organisationId, awardedOn, staff } = input;
  const winner = isId(organisationId) ? await ctx.loaders.organisation.load(organisationId) : null;
  const rule = award({ organisationId, isKnown: winner !== null, awardedOn, staff });
  return changeTender(ctx, "tender:award", input, rule);
}

/** Ends a tender without an award. @refuses the codes of `cancel` */
export function tenderCancel(
  ctx: Context,
  input: TenderInput & Readonly<{ cancelledOn: LocalDate; reason: string }>,
): Changed<TenderFile> {
  return changeTender(ctx, "tender:cancel", input, cancel(input.cancelledOn, input.reason));
}

/** Reports a month's delivery. @refuses the codes of `reportDelivery` */
export function tenderReportDelivery(ctx: Context, input: TenderInput & Report): Changed<TenderFile> {
  return changeTender(ctx, "tender:reportDelivery", input, reportDelivery(reportIn(input), null));
}

/** Corrects a month's delivery. @refuses the codes of `reportDelivery` */
export function tenderCorrectDelivery(
  ctx: Context,
  input: TenderInput & Report & Readonly<{ reason: string }>,
): Changed<TenderFile> {
  const rule = reportDelivery(reportIn(input), { reason: input.reason });
  return changeTender(ctx, "tender:correctDelivery", input, rule);
}

/** Records hires that followed. @refuses the codes of `recordHires` */
export function tenderRecordHires(
  ctx: Context,
  input: TenderInput & Readonly<{ hiredOn: LocalDate; count: number; source: string }>,
): Changed<TenderFile> {
  const { hiredOn, count, source } = input;
  return changeTender(ctx, "tender:recordHires", input, recordHires({ hiredOn, count, source }));
}

function changeTender(ctx: Context, action: Action, input: TenderInput, rule: Rule<TenderFile>): Changed<TenderFile> {
  return changeRecord(ctx, TENDERS, { action, id: input.tenderId, input, rule, answer: (_before, after) => after });
}

function reportIn({ clauseId, month, hours, places, evidence, evidenceHash }: Report): Report {
  return { clauseId, month, hours, places, evidence, evidenceHash };
}
