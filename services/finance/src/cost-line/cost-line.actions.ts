import { isId, refuse } from "@inclusion/kernel";
import { Fault, type Tx } from "@inclusion/kernel/runtime";
import { type ChangeInput, changeMoney, staleVersion, takeTurn } from "../change.ts";
import type { Context } from "../context.ts";
import { findVersions } from "../grant/grant-version.repository.ts";
import type { GrantVersion } from "../grant/grant-version.ts";
import { bindingVersion } from "../grant/grant-version.ts";
import { seesPlace } from "../limits.repository.ts";
import { because, type FinanceDecision, type FinanceRefusal, reasons, unless } from "../refusal/refusal.ts";
import {
  deleteCostLine,
  findCostLines,
  isInvoiceTaken,
  putCostLines,
  sumDeclaredHours,
} from "./cost-line.repository.ts";
import type { CostLine } from "./cost-line.ts";
import { reasonsAgainst } from "./eligibility.ts";
import { hourlyRateOf, STANDARD_RATE_MINOR } from "./hourly-rate.ts";

/** What a caller states of a line. */
export type CostLineFacts = Pick<
  CostLine,
  | ("partnerOrganisationId" | "kind" | "mainActivity" | "axis" | "minor" | "recoverableVatMinor" | "invoiceRef")
  | ("invoiceLine" | "invoicedOn" | "paidOn" | "evidenceHash" | "activity" | "isAdditional" | "hasMarketCheck")
  | ("stateAid" | "partnershipId" | "participationId" | "municipalityCode")
> &
  Readonly<{
    hours: (Omit<NonNullable<CostLine["hours"]>, "rateMinor"> & Readonly<{ annualGrossMinor: bigint | null }>) | null;
  }>;

type Lines = Promise<FinanceDecision<CostLine>>;

/** @refuses IDEMPOTENCY_MISMATCH, GRANT_UNKNOWN, COST_ALREADY_RECORDED, EVIDENCE_HASH, HOURLY_RATE_MISSING, ROW_UNKNOWN, and the codes of `reasonsAgainst` */
export function costLineRecord(
  ctx: Context,
  input: ChangeInput & Readonly<{ grantId: string }>,
  facts: CostLineFacts,
): Lines {
  return changeMoney(ctx, "costLine:record", input, async (tx) => {
    const version = await bindingOf(ctx, tx, input.grantId);
    if (version === null)
      return refuse(because("GRANT_UNKNOWN", "There is no such grant that you may see.", "grantId"));
    await takeTurn(tx, "claims", version.grantId);
    return store(ctx, tx, version, lineOf(ctx, version, facts));
  });
}

/** @refuses as `costLineRecord`, CONFLICT, LINE_ALREADY_CLAIMED */
export function costLineCorrect(
  ctx: Context,
  input: ChangeInput & Readonly<{ costLineId: string }>,
  facts: CostLineFacts,
): Lines {
  return changeMoney(ctx, "costLine:correct", input, async (tx) => {
    const known = await lockLine(tx, input.costLineId);
    const [first, ...more] = [...staleVersion(input, known.version), ...claimed(known)];
    if (first !== undefined) return refuse(first, ...more);
    const version = await bindingOf(ctx, tx, known.grantId);
    if (version === null) return refuse(because("GRANT_UNKNOWN", "The grant has no version that binds."));
    const { id, recordedBy } = known;
    const line = { ...lineOf(ctx, version, facts), id, recordedBy, version: known.version + 1 };
    return store(ctx, tx, version, line);
  });
}

/** @refuses IDEMPOTENCY_MISMATCH, CONFLICT, LINE_ALREADY_CLAIMED */
export function costLineWithdraw(ctx: Context, input: ChangeInput & Readonly<{ costLineId: string }>): Lines {
  return changeMoney(ctx, "costLine:withdraw", input, async (tx) => {
    const known = await lockLine(tx, input.costLineId);
    const decided = unless([...staleVersion(input, known.version), ...claimed(known)], () => known);
    if (decided.ok) await deleteCostLine(tx, known.id);
    return decided;
  });
}

async function store(ctx: Context, tx: Tx, version: GrantVersion, line: CostLine): Lines {
  const declaredBefore = await sumDeclaredHours(tx, line);
  const hours = line.hours === null ? null : { ...line.hours, declaredBefore };
  const against: readonly FinanceRefusal[] = [
    ...reasonsAgainst(version, { ...line, hours }, ctx.today),
    ...reasons(
      [
        line.hours?.kind === "OWN_RATE" && line.hours.rateMinor === 0n,
        because(
          "HOURLY_RATE_MISSING",
          "State the annual gross cost for hours at an own rate.",
          "hours",
          "annualGrossCost",
        ),
      ],
      [
        line.evidenceHash !== null && !/^[0-9a-f]{64}$/.test(line.evidenceHash),
        because("EVIDENCE_HASH", "Give 64 lower-case hexadecimal digits.", "evidenceHash"),
      ],
      [line.recoverableVatMinor < 0n, because("AMOUNT_NOT_POSITIVE", "VAT is not below 0.", "recoverableVat")],
      ...idProblems(line),
      [
        !(await seesPlace(tx, line.municipalityCode)),
        because("ROW_UNKNOWN", "Name a municipality that is yours.", "municipalityCode"),
      ],
      [
        await isInvoiceTaken(tx, line),
        because("COST_ALREADY_RECORDED", "This line of the partner's invoice is recorded already.", "invoiceRef"),
      ],
    ),
  ];
  const decided = unless(against, () => line);
  if (decided.ok) await putCostLines(tx, [line]);
  return decided;
}

function idProblems(line: CostLine): readonly (readonly [boolean, FinanceRefusal])[] {
  const ids = [
    ["partnerOrganisationId", line.partnerOrganisationId],
    ["partnershipId", line.partnershipId],
    ["participationId", line.participationId],
    ["beneficiaryId", line.stateAid?.beneficiaryId ?? null],
  ] as const;
  return [
    ...ids.map(([field, id]) => [id !== null && !isId(id), because("ROW_UNKNOWN", "This is no id.", field)] as const),
    [line.invoiceLine < 1, because("ROW_UNKNOWN", "Lines of an invoice are counted from 1.", "invoiceLine")],
  ];
}

function claimed({ claimId, kind }: CostLine): readonly FinanceRefusal[] {
  return reasons([
    claimId !== null || kind === "FLAT_RATE",
    because("LINE_ALREADY_CLAIMED", "The line stands on a claim: correct it by a later claim.", "costLineId"),
  ]);
}

async function lockLine(tx: Tx, id: string): Promise<CostLine> {
  const [seen] = isId(id) ? await findCostLines(tx, "id", [id]) : [];
  if (seen !== undefined) await takeTurn(tx, "claims", seen.grantId);
  const [line] = seen === undefined ? [] : await findCostLines(tx, "id", [id]);
  if (line === undefined) throw new Fault("NOT_FOUND", "There is no line of this id that you may see.");
  return line;
}

/** The version of a grant that binds, when the grant lies within the viewer's limits. */
async function bindingOf({ viewer }: Context, tx: Tx, grantId: string): Promise<GrantVersion | null> {
  const { programmes, grants } = viewer.limits;
  if (!isId(grantId) || (grants !== null && !grants.includes(grantId))) return null;
  const version = bindingVersion(await findVersions(tx, [grantId]));
  return version === null || (programmes !== null && !programmes.includes(version.programmeId)) ? null : version;
}

function lineOf(ctx: Context, { grantId, programmeId, currency }: GrantVersion, facts: CostLineFacts): CostLine {
  const { hours, ...stated } = facts;
  return {
    ...stated,
    hours: hours === null ? null : { ...hours, rateMinor: rateOf(hours) },
    ...{ id: ctx.newId(), grantId, programmeId, currency, claimId: null, acceptedMinor: null, refusedMinor: null },
    ...{ refusalReason: null, correctsLineId: null, recordedBy: ctx.viewer.subject, version: 1 },
  };
}

function rateOf({ kind, annualGrossMinor }: NonNullable<CostLineFacts["hours"]>): bigint {
  return kind === "STANDARD_RATE" ? STANDARD_RATE_MINOR : hourlyRateOf(annualGrossMinor ?? 0n);
}
