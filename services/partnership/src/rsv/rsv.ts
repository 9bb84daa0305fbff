/** Registered social enterprises (RSV): registration, its five conditions, its look-ups, and what may be paid out. Pure. */
import {
  acceptUnless,
  addDays,
  type Decision,
  daysBetween,
  type LocalDate,
  type Refusal,
  refuse,
} from "@inclusion/kernel";
import { futureRefusals, orderRefusals, sourceRefusals, textRefusals } from "../refusal/common-rules.ts";

/** Conditions of § 5, in the order of the Act. */
export const CRITERIA = ["SOCIAL_PURPOSE", "TRADING", "INDEPENDENT", "INCLUSIVE", "SURPLUS"] as const;

export type Criterion = Readonly<{ code: (typeof CRITERIA)[number]; evidence: string }>;
export type EndReason = "OWN_REQUEST" | "BY_AUTHORITY" | "CEASED";

/** A registration as it was known from one instant until another. */
export type Registration = Readonly<{
  id: string;
  organisationId: string;
  since: LocalDate;
  /** The last day; null while it stands. */
  until: LocalDate | null;
  endReason: EndReason | null;
  source: string;
  checkedOn: LocalDate;
  criteria: readonly Criterion[];
  /** ISO instants; null as long as it is what is known now. */
  knownFrom: string;
  knownUntil: string | null;
}>;

/** What is known of a registration on a day. */
export type RsvStatus = Readonly<{
  registered: boolean;
  since: LocalDate;
  until: LocalDate | null;
  checkedOn: LocalDate;
  checkedDaysAgo: number;
  isFresh: boolean;
  source: string;
  criteria: readonly Criterion[];
}>;

/** Days for which a look-up in the register is good enough for the supplier portal. */
export const FRESH_DAYS = 90;

/** Whether a look-up still counts on `day`: that of 90 days ago does, that of 91 does not. */
export function isFresh(checkedOn: LocalDate, day: LocalDate): boolean {
  return addDays(checkedOn, FRESH_DAYS) >= day;
}

/**
 * The registration of one organisation on `asOf`, as known at `knownAt`; null when none had begun by then.
 *
 * The last look-up is the latest one up to `asOf`: a later one says nothing of how fresh the answer would have been.
 *
 * @param versions every version of every registration, in any order
 * @param knownAt  ISO instant
 */
export function rsvOn(versions: readonly Registration[], asOf: LocalDate, knownAt: string): RsvStatus | null {
  const known = versions.filter(
    ({ knownFrom, knownUntil }) => knownFrom <= knownAt && (knownUntil === null || knownAt < knownUntil),
  );
  const begun = known.filter(({ since }) => since <= asOf).sort((a, b) => (a.since < b.since ? 1 : -1));
  const [last] = begun;
  if (last === undefined) return null;
  const lookups = versions.filter(
    ({ id, knownFrom, checkedOn }) => id === last.id && knownFrom <= knownAt && checkedOn <= asOf,
  );
  const checkedOn =
    lookups
      .map((version) => version.checkedOn)
      .sort()
      .at(-1) ?? last.since;
  return {
    registered: last.until === null || asOf <= last.until,
    since: last.since,
    until: last.until,
    checkedOn,
    checkedDaysAgo: daysBetween(checkedOn, asOf),
    isFresh: isFresh(checkedOn, asOf),
    source: last.source,
    criteria: inOrder(last.criteria),
  };
}

/** Conditions in the order of the Act. */
export function inOrder(criteria: readonly Criterion[]): readonly Criterion[] {
  return [...criteria].sort((a, b) => CRITERIA.indexOf(a.code) - CRITERIA.indexOf(b.code));
}

type Entry = Readonly<{
  cvr: string | null;
  registrations: readonly Registration[];
  since: LocalDate;
  checkedOn: LocalDate;
  source: string;
  criteria: readonly Criterion[];
  today: LocalDate;
}>;

/**
 * Why a registration cannot be recorded. Only a legal person with a number of its own can be registered.
 *
 * @refuses CVR_REQUIRED, RSV_REGISTERED, RSV_CRITERION_MISSING, DATE_ORDER, DATE_IN_FUTURE, SOURCE_MISSING and those of texts
 * @source docs/sources.md#rsv
 */
export function registerRefusals({ cvr, registrations, since, checkedOn, source, criteria, today }: Entry) {
  const refusals: Refusal<"CVR_REQUIRED" | "RSV_REGISTERED" | "RSV_CRITERION_MISSING">[] = [];
  if (cvr === null) {
    const message = "Only a legal person with its own CVR number can be registered: record the number first.";
    refusals.push({ code: "CVR_REQUIRED", message, field: ["input", "organisationId"] });
  }
  const open = registrations.find(({ until }) => until === null);
  if (open !== undefined) {
    const message = `It is registered since ${open.since} already.`;
    refusals.push({ code: "RSV_REGISTERED", message, field: ["input", "since"] });
  }
  for (const code of CRITERIA) {
    const given = criteria.filter((criterion) => criterion.code === code);
    if (given.length === 1) continue;
    const message = given.length === 0 ? `Say what shows that ${code} is met.` : `${code} stands twice: name it once.`;
    refusals.push({ code: "RSV_CRITERION_MISSING", message, field: ["input", "criteria"] });
  }
  const ended = registrations
    .flatMap(({ until }) => until ?? [])
    .sort()
    .at(-1);
  return [
    ...refusals,
    ...orderRefusals(ended === undefined ? null : addDays(ended, 1), since, ["input", "since"]),
    ...orderRefusals(since, checkedOn, ["input", "checkedOn"]),
    ...futureRefusals(since, today, ["input", "since"]),
    ...futureRefusals(checkedOn, today, ["input", "checkedOn"]),
    ...sourceRefusals(source, ["input", "source"]),
    ...criteria.flatMap(({ evidence }, at) =>
      textRefusals(evidence, 500, ["input", "criteria", String(at), "evidence"]),
    ),
  ];
}

/** A registration after one more look-up. @refuses RSV_NOT_REGISTERED, DATE_ORDER, DATE_IN_FUTURE and those of texts */
export function checkRegistration(
  registrations: readonly Registration[],
  { checkedOn, source, today }: Readonly<{ checkedOn: LocalDate; source: string | null; today: LocalDate }>,
) {
  const open = registrations.find(({ until }) => until === null);
  if (open === undefined) return notRegistered("checkedOn");
  const refusals = [
    ...orderRefusals(open.checkedOn, checkedOn, ["input", "checkedOn"]),
    ...futureRefusals(checkedOn, today, ["input", "checkedOn"]),
    ...textRefusals(source, 500, ["input", "source"]),
  ];
  return acceptUnless(refusals, (): Registration => ({ ...open, checkedOn, source: source ?? open.source }));
}

/** A registration after its end. @refuses RSV_NOT_REGISTERED, DATE_ORDER, DATE_IN_FUTURE */
export function endRegistration(
  registrations: readonly Registration[],
  { until, reason, today }: Readonly<{ until: LocalDate; reason: EndReason; today: LocalDate }>,
) {
  const open = registrations.find((registration) => registration.until === null);
  if (open === undefined) return notRegistered("until");
  const field = ["input", "until"];
  const refusals = [...orderRefusals(open.since, until, field), ...futureRefusals(until, today, field)];
  return acceptUnless(refusals, (): Registration => ({ ...open, until, endReason: reason }));
}

function notRegistered(field: string): Decision<never, "RSV_NOT_REGISTERED"> {
  const message = "It is not registered as a social enterprise: register it first.";
  return refuse({ code: "RSV_NOT_REGISTERED", message, field: ["input", field] });
}

/** What was earned, what is to be paid out of it, and what stands in the enterprise; rates in hundredths of a per cent. */
export type Payout = Readonly<{
  resultMinor: bigint;
  dividendMinor: bigint | null;
  /** Both or neither: without them the yield is not looked at. */
  capitalMinor?: bigint | null | undefined;
  discountRateHundredths?: bigint | null | undefined;
}>;

/** What is paid for capital beyond the official discount rate: 15 percentage points, in hundredths. */
const YIELD_HUNDREDTHS = 1_500n;

/**
 * The most that may be paid out: 35 per cent of a result after tax, nothing of a loss, and no more than the capital may
 * yield; each down to a whole øre. A payment is compared exactly, not with the rounded ceilings.
 *
 * @source docs/sources.md#rsv
 */
export function dividendCeiling({
  resultMinor,
  dividendMinor,
  capitalMinor,
  discountRateHundredths,
}: Payout): Readonly<{
  ceilingMinor: bigint;
  yieldCeilingMinor: bigint | null;
  isAllowed: boolean | null;
}> {
  const base = resultMinor > 0n ? resultMinor : 0n;
  const isAsked = capitalMinor != null && discountRateHundredths != null;
  const rate = (discountRateHundredths ?? 0n) + YIELD_HUNDREDTHS;
  const mayYield = isAsked && rate > 0n ? capitalMinor * rate : 0n;
  const isWithin = (paid: bigint): boolean =>
    paid >= 0n && paid * 100n <= base * 35n && (!isAsked || paid * 10_000n <= mayYield);
  return {
    ceilingMinor: (base * 35n) / 100n,
    yieldCeilingMinor: isAsked ? mayYield / 10_000n : null,
    isAllowed: dividendMinor === null ? null : isWithin(dividendMinor),
  };
}
