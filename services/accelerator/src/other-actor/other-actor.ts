/** Growth of other actors through partnerships: the same rule as for companies, one that counts in a municipality. Pure. */
import { accept, type Currency, type Decision, type LocalDate } from "@inclusion/kernel";
import {
  inRange,
  isBlank,
  type Moment,
  type Problem,
  reasonGiven,
  refusedFor,
  textGiven,
  when,
} from "../course/rule.ts";
import type { CompanyGrowth } from "../growth/company-growth.ts";
import { comparableWith, type GrowthRule, growthOf, ruleOn } from "../growth/growth.ts";
import { overlaps } from "../growth/metric-snapshot.ts";
import { isSignedOn, type PartnershipCopy } from "../organisation/organisation.ts";
import type { AcceleratorRefusalCode } from "../refusals.ts";

/** An other actor of a partnership in one municipality; `grownOn` is null while it does not count. */
export type OtherActor = Readonly<{
  id: string;
  programmeId: string;
  partnershipId: string;
  organisationId: string;
  municipalityCode: string;
  grownOn: LocalDate | null;
}>;

/** Its figures of one closed period; voided ones stay and do not count. */
export type OtherActorFigures = Readonly<{
  id: string;
  otherActorId: string;
  programmeId: string;
  organisationId: string;
  municipalityCode: string;
  kind: "BASELINE" | "FOLLOW_UP";
  periodFrom: LocalDate;
  periodTo: LocalDate;
  currency: Currency;
  turnoverMinor: bigint;
  fteHundredths: number;
  source: string;
  enteredBy: string;
  voidedOn: LocalDate | null;
  voidedBy: string | null;
  voidReason: string | null;
}>;

/** Everything that is known of one other actor. */
export type OtherActorFile = Readonly<{
  actor: OtherActor;
  figures: readonly OtherActorFigures[];
  /** Null when the partnership was not told of. */
  partnership: PartnershipCopy | null;
  rules: readonly GrowthRule[];
  /** Whether another actor counts for the municipality. */
  isTaken: boolean;
  mergedInto: string | null;
}>;

/** Figures as they are entered. */
export type ActorInput = Pick<
  OtherActorFigures,
  "kind" | "periodFrom" | "periodTo" | "currency" | "turnoverMinor" | "fteHundredths" | "source"
>;

/**
 * @refuses NOT_OTHER_ACTOR, PARTNERSHIP_NOT_SIGNED, BASELINE_MISSING, BASELINE_FROZEN, MEASUREMENT_BEFORE_BASELINE,
 *   UNIT_MISMATCH, PERIOD_OVERLAP, PERIOD_OPEN, OTHER_ACTOR_ALREADY_COUNTED, DATE_ORDER, VALUE_OUT_OF_RANGE
 */
export function measureActor(
  input: ActorInput,
  file: OtherActorFile,
  at: Moment,
): Decision<OtherActorFile, AcceleratorRefusalCode> {
  const { actor } = file;
  const row: OtherActorFigures = {
    id: at.newId(),
    otherActorId: actor.id,
    programmeId: actor.programmeId,
    organisationId: actor.organisationId,
    municipalityCode: actor.municipalityCode,
    kind: input.kind,
    periodFrom: input.periodFrom,
    periodTo: input.periodTo,
    currency: input.currency,
    turnoverMinor: input.turnoverMinor,
    fteHundredths: input.fteHundredths,
    source: input.source,
    enteredBy: at.actor,
    voidedOn: null,
    voidedBy: null,
    voidReason: null,
  };
  const after = counted({ ...file, figures: [...file.figures, row] });
  const problems = [
    ...partyProblems(file),
    ...periodProblems(input, file),
    ...valueProblems(input, at),
    ...when(
      file.isTaken && after.actor.grownOn !== null,
      "OTHER_ACTOR_ALREADY_COUNTED",
      "Another actor of the programme has grown in this municipality: one counts.",
      "municipalityCode",
    ),
  ];
  return refusedFor(problems) ?? accept(after);
}

/** @refuses FOUR_EYES, REASON_REQUIRED, ROW_UNKNOWN, BASELINE_MISSING, OTHER_ACTOR_ALREADY_COUNTED */
export function voidFigures(
  { figuresId, reason }: Readonly<{ figuresId: string; reason: string }>,
  file: OtherActorFile,
  at: Moment,
): Decision<OtherActorFile, AcceleratorRefusalCode> {
  const row = inForce(file).find(({ id }) => id === figuresId);
  const others = inForce(file).filter(({ id }) => id !== figuresId);
  const voided = { voidedOn: at.today, voidedBy: at.actor, voidReason: reason };
  const figures = file.figures.map((each) => (each.id === figuresId ? { ...each, ...voided } : each));
  const after = counted({ ...file, figures });
  const problems = [
    ...when(row === undefined, "ROW_UNKNOWN", "There are no such figures in force.", "figuresId"),
    ...when(
      row?.enteredBy === at.actor,
      "FOUR_EYES",
      "You entered these figures: let somebody else take them back.",
      "figuresId",
    ),
    ...when(
      row?.kind === "BASELINE" && others.length > 0,
      "BASELINE_MISSING",
      "Follow-ups are compared with this baseline: take those back first.",
      "figuresId",
    ),
    ...when(
      file.isTaken && file.actor.grownOn === null && after.actor.grownOn !== null,
      "OTHER_ACTOR_ALREADY_COUNTED",
      "Without these figures the actor has grown, and another one counts in this municipality.",
      "figuresId",
    ),
    ...reasonGiven(reason),
  ];
  return refusedFor(problems) ?? accept(after);
}

/**
 * The file counted anew, after something else than its figures has changed. One that would count where another actor
 * counts already stays uncounted.
 */
export function recountedActor(file: OtherActorFile): OtherActorFile {
  const after = counted(file);
  return file.isTaken ? { ...after, actor: { ...after.actor, grownOn: null } } : after;
}

/** Growth by the figures in force, the latest that can be compared. */
export function growthOfActor(file: Pick<OtherActorFile, "figures" | "rules" | "mergedInto">): CompanyGrowth {
  const rows = inForce(file).toSorted((a, b) => (a.periodTo < b.periodTo ? -1 : 1));
  const baseline = rows.find(({ kind }) => kind === "BASELINE");
  const later = rows.filter(({ kind }) => kind === "FOLLOW_UP");
  const last = later.at(-1);
  const rule = ruleOn(file.rules, last?.periodTo ?? ("9999-12-31" as LocalDate));
  const none = (status: CompanyGrowth["status"]): CompanyGrowth => {
    return { status, ruleVersion: rule.ruleVersion, growth: null, later: null };
  };
  if (file.mergedInto !== null) return none("MERGED");
  if (baseline === undefined) return none("NO_BASELINE");
  if (last === undefined) return none("NO_FOLLOW_UP");
  const compared = comparableWith(baseline, later);
  if (compared.later === null) return none(compared.status);
  const growth = growthOf(baseline, compared.later, rule);
  return { status: "COMPARABLE", ruleVersion: rule.ruleVersion, growth, later: compared.later };
}

/** The actor with the day on which it counts as grown. */
function counted(file: OtherActorFile): OtherActorFile {
  const { growth, later } = growthOfActor(file);
  const grownOn = growth?.grown === true && later !== null ? later.periodTo : null;
  return { ...file, actor: { ...file.actor, grownOn } };
}

/** Figures that have not been taken back. */
export function inForce({ figures }: Pick<OtherActorFile, "figures">): readonly OtherActorFigures[] {
  return figures.filter(({ voidedOn }) => voidedOn === null);
}

function partyProblems({ actor, partnership }: OtherActorFile): readonly Problem[] {
  const isParty =
    partnership !== null &&
    partnership.programmeId === actor.programmeId &&
    partnership.parties.some(
      ({ organisationId, role }) => organisationId === actor.organisationId && role === "OTHER_ACTOR",
    );
  const isThere = partnership?.municipalityCodes.includes(actor.municipalityCode) === true;
  return [
    ...when(
      !isParty,
      "NOT_OTHER_ACTOR",
      "The organisation has no role of other actor in a signed partnership of this id.",
      "organisationId",
    ),
    ...when(isParty && !isThere, "NOT_OTHER_ACTOR", "The partnership is not of this municipality.", "municipalityCode"),
  ];
}

function periodProblems(input: ActorInput, file: OtherActorFile): readonly Problem[] {
  const rows = inForce(file);
  const baseline = rows.find(({ kind }) => kind === "BASELINE");
  const signedOn = file.partnership?.signedOn ?? null;
  if (input.kind === "BASELINE") {
    return [
      ...when(baseline !== undefined, "BASELINE_FROZEN", "The actor has its baseline: take it back first.", "kind"),
      ...when(
        signedOn !== null && input.periodTo >= signedOn,
        "PERIOD_OVERLAP",
        `A baseline is of a period before the partnership was signed on ${signedOn}.`,
        "periodTo",
      ),
    ];
  }
  const isSigned = file.partnership !== null && isSignedOn({ ...file.partnership, closedOn: null }, input.periodTo);
  return [
    ...when(baseline === undefined, "BASELINE_MISSING", "Record the baseline first.", "kind"),
    ...when(!isSigned, "PARTNERSHIP_NOT_SIGNED", "The partnership was not signed in the period.", "periodTo"),
    ...when(
      baseline !== undefined && input.currency !== baseline.currency,
      "UNIT_MISMATCH",
      `The baseline is in ${baseline?.currency}.`,
      "currency",
    ),
    ...when(
      baseline !== undefined && input.periodFrom <= baseline.periodTo,
      "MEASUREMENT_BEFORE_BASELINE",
      `Give a period after the baseline, which ended on ${baseline?.periodTo}.`,
      "periodFrom",
    ),
    ...when(
      rows.some((row) => row.kind === "FOLLOW_UP" && overlaps(row, input)),
      "PERIOD_OVERLAP",
      "There are figures of some of these days.",
      "periodFrom",
    ),
  ];
}

function valueProblems(input: ActorInput, { today }: Moment): readonly Problem[] {
  return [
    ...when(input.periodTo < input.periodFrom, "DATE_ORDER", "The last day is before the first.", "periodTo"),
    ...when(input.periodTo >= today, "PERIOD_OPEN", "The period is not over.", "periodTo"),
    ...inRange(input.turnoverMinor, 0n, 10n ** 16n, "turnover"),
    ...inRange(input.fteHundredths, 0, 100_000_000, "fte"),
    ...(isBlank(input.source) ? when(true, "VALUE_OUT_OF_RANGE", "Say where the figures are from.", "source") : []),
    ...(isBlank(input.source) ? [] : textGiven(input.source, "source")),
  ];
}
