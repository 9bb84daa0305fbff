/** What the work of a year's starters saves each purse: what is known until a day, and what may follow. Pure. */
import { addMonths, daysBetween, type Fraction, fraction, type LocalDate } from "@inclusion/kernel";
import { isOnLadder, monthlyRateOf } from "../benefit/benefit.ts";
import { minus, ONE, plus, rounded, times } from "../exact/fraction.ts";
import { ladderOn } from "../ladder/ladder.ts";
import type { WorkFile, WorkSpell } from "../pathway/pathway.ts";
import type { PersonEffects } from "../simulation/simulation-inputs.ts";
import { type NotedLine, PUBLIC_PAYERS, type PublicPayer, savingOf, savingOfPayer } from "./savings.ts";

/** Who gains beside the public purses: shown, and never counted as public. */
export type NotedParty = NotedLine["party"];

/** Gains in a month of whole work, given by whoever asks. */
export type NotedGains = Readonly<{ personPerMonthMinor: bigint; companyPerMonthMinor: bigint }>;

const NOTED_PARTIES: readonly NotedParty[] = ["PERSON", "COMPANY"];

/** What is not known of a cohort, from the least saving to the most. */
export type CohortAssumptions = Readonly<{
  /** Part of the work that would have come anyway, by end; the highest gives the low saving. */
  deadweight: Readonly<{ low: Fraction; mid: Fraction; high: Fraction }>;
  /** Part of the work that goes on at the day which is kept for the months looked at afterwards. */
  kept: Readonly<{ low: Fraction; mid: Fraction; high: Fraction }>;
  /** Months after the day. */
  monthsAfter: number;
  /** Null when nothing is said of them. */
  gains: NotedGains | null;
}>;

/** A purse's saving between its ends; a net effect of work alone, without what the programme costs. */
export type PayerSaving = Readonly<{ payer: PublicPayer; lowMinor: bigint; midMinor: bigint; highMinor: bigint }>;

/** What a person or company gains between its ends; of a form that no sum of public money takes. */
export type PartyGain = Readonly<{
  party: NotedParty;
  lowNotedMinor: bigint;
  midNotedMinor: bigint;
  highNotedMinor: bigint;
}>;

export type CohortSavings = Readonly<{
  persons: number;
  /** Persons with any work that saves a benefit, on one day at least until the day. */
  employed: number;
  /** Persons whose work was left out: no benefit that the ladder shares, or no rate of it. */
  notCounted: number;
  payers: readonly PayerSaving[];
  public: Omit<PayerSaving, "payer">;
  /** Empty when nothing was said of them. */
  noted: readonly PartyGain[];
}>;

/** Forms of work that replace the whole benefit; a small job replaces the part that its hours are of a full week. */
const WHOLE_FORMS: ReadonlySet<string> = new Set(["ORDINARY", "APPRENTICE", "SELF_EMPLOYED"]);
const FULL_WEEK_TENTHS = 370;
const DAYS_OF_WEEK = 7;

type Party = PublicPayer | NotedParty;
type ByParty = Readonly<Record<Party, Fraction>>;
const PARTIES: readonly Party[] = [...PUBLIC_PAYERS, ...NOTED_PARTIES];
const NOTHING = Object.fromEntries(PARTIES.map((party) => [party, fraction(0n)])) as ByParty;

/** The savings of participations that started, as known until `asOf`. */
export function cohortSavings(
  files: readonly WorkFile[],
  asOf: LocalDate,
  effects: PersonEffects,
  assumptions: CohortAssumptions,
): CohortSavings {
  const until = addMonths(asOf, assumptions.monthsAfter);
  const known = files.map((file) => savingsOfFile(file, { asOf, until }, { ...effects, gains: assumptions.gains }));
  const sum = (of: "seen" | "ahead", party: Party): Fraction =>
    known.reduce((total, each) => plus(total, each === null ? fraction(0n) : each[of][party]), fraction(0n));
  const rangeOf = (party: Party): Omit<PayerSaving, "payer"> => {
    const [seen, ahead] = [sum("seen", party), sum("ahead", party)];
    const at = (kept: Fraction, deadweight: Fraction): bigint =>
      rounded(times(plus(seen, times(ahead, kept)), minus(ONE, deadweight)));
    const { kept, deadweight } = assumptions;
    return {
      ...{ lowMinor: at(kept.low, deadweight.high), midMinor: at(kept.mid, deadweight.mid) },
      highMinor: at(kept.high, deadweight.low),
    };
  };
  const payers = PUBLIC_PAYERS.map((payer): PayerSaving => ({ payer, ...rangeOf(payer) }));
  const total = (end: "lowMinor" | "midMinor" | "highMinor"): bigint =>
    payers.reduce((all, each) => all + each[end], 0n);
  return {
    persons: files.length,
    employed: known.filter((each) => each?.isEmployed === true).length,
    notCounted: known.filter((each) => each === null).length,
    payers,
    public: { lowMinor: total("lowMinor"), midMinor: total("midMinor"), highMinor: total("highMinor") },
    noted: (assumptions.gains === null ? [] : NOTED_PARTIES).map((party): PartyGain => {
      const { lowMinor, midMinor, highMinor } = rangeOf(party);
      return { party, lowNotedMinor: lowMinor, midNotedMinor: midMinor, highNotedMinor: highMinor };
    }),
  };
}

type FileSavings = Readonly<{ seen: ByParty; ahead: ByParty; isEmployed: boolean }>;
type Days = Readonly<{ asOf: LocalDate; until: LocalDate }>;
type Effects = PersonEffects & Readonly<{ gains: NotedGains | null }>;

/** One person's savings; null when no rate of the benefit is known. */
function savingsOfFile(file: WorkFile, days: Days, effects: Effects): FileSavings | null {
  const { benefitAtEntry, startedOn } = file;
  if (!isOnLadder(benefitAtEntry)) return null;
  const rate = monthlyRateOf(benefitAtEntry, Number(startedOn.slice(0, 4)));
  if (rate === null || ladderOn(startedOn) === null) return null;
  // A job that began before the start saves nothing by the programme; jobs side by side save one benefit.
  const runs = file.spells.filter(({ startedOn: from }) => from >= startedOn && from <= days.asOf);
  const seen = weeksOf(runs, file, (spell) => earlier(spell.endedOn ?? days.asOf, days.asOf));
  const whole = weeksOf(runs, file, (spell) => earlier(spell.endedOn ?? days.until, days.until));
  const saved = (weeks: readonly WeekRun[]): ByParty => savedIn(weeks, file, rate.monthlyMinor, effects);
  const [seenBy, wholeBy] = [saved(seen), saved(whole)];
  const ahead = Object.fromEntries(PARTIES.map((party) => [party, minus(wholeBy[party], seenBy[party])])) as ByParty;
  return { seen: seenBy, ahead, isEmployed: seen.length > 0 };
}

/** Whole weeks in a row since the start in which the same part of the benefit is saved, in tenths of hours of 37. */
type WeekRun = Readonly<{ first: number; weeks: number; tenths: number }>;

/** Weeks of work, counted from the start; a week counts once, for the job that saves most. */
function weeksOf(
  spells: readonly WorkSpell[],
  { startedOn }: WorkFile,
  endOf: (spell: WorkSpell) => LocalDate,
): readonly WeekRun[] {
  const byWeek = new Map<number, number>();
  for (const spell of spells) {
    const tenths = tenthsSaved(spell);
    if (tenths === 0) continue;
    const first = Math.ceil(daysBetween(startedOn, spell.startedOn) / DAYS_OF_WEEK);
    const end = Math.floor((daysBetween(startedOn, endOf(spell)) + 1) / DAYS_OF_WEEK);
    for (let week = first; week < end; week += 1) byWeek.set(week, Math.max(byWeek.get(week) ?? 0, tenths));
  }
  const runs: WeekRun[] = [];
  for (const [week, tenths] of [...byWeek].sort(([a], [b]) => a - b)) {
    const last = runs.at(-1);
    if (last !== undefined && last.first + last.weeks === week && last.tenths === tenths) {
      runs[runs.length - 1] = { ...last, weeks: last.weeks + 1 };
    } else runs.push({ first: week, weeks: 1, tenths });
  }
  return runs;
}

/** How much of the benefit a job replaces, in tenths of hours of a full week of 37; 0 for subsidised and unpaid work. */
function tenthsSaved({ form, isSubsidised, hoursPerWeek }: WorkSpell): number {
  if (isSubsidised) return 0;
  if (WHOLE_FORMS.has(form)) return FULL_WEEK_TENTHS;
  return form === "SMALL_JOB" ? Math.min(FULL_WEEK_TENTHS, Math.round(hoursPerWeek * 10)) : 0;
}

function savedIn(runs: readonly WeekRun[], file: WorkFile, monthlyMinor: bigint, effects: Effects): ByParty {
  const ladder = ladderOn(file.startedOn);
  if (ladder === null) return NOTHING;
  const seniority = file.seniorityWeeks ?? 52;
  return runs.reduce<ByParty>((total, { first, weeks, tenths }) => {
    const part = fraction(tenths, FULL_WEEK_TENTHS);
    const of = (minor: bigint): bigint => rounded(times(fraction(minor), part));
    const { lines, noted } = savingOf(
      {
        ...{ monthlyBenefitMinor: monthlyMinor, monthlyBenefitLeftMinor: monthlyMinor - of(monthlyMinor) },
        ...{ firstWeek: seniority + first + 1, weeks, activationPerYearMinor: of(effects.activationPerYearMinor) },
        stateTaxPerMonthMinor: of(effects.stateTaxPerMonthMinor),
        municipalTaxPerMonthMinor: of(effects.municipalTaxPerMonthMinor),
        regionHealthMinor: rounded(
          times(fraction(of(effects.regionHealthPerYearMinor) * BigInt(weeks)), fraction(1n, 52n)),
        ),
        personGainPerMonthMinor: of(effects.gains?.personPerMonthMinor ?? 0n),
        companyGainPerMonthMinor: of(effects.gains?.companyPerMonthMinor ?? 0n),
      },
      ladder,
    );
    const more = (party: Party, minor: bigint) => [party, plus(total[party], fraction(minor))] as const;
    return Object.fromEntries([
      ...PUBLIC_PAYERS.map((payer) => more(payer, savingOfPayer(lines, payer))),
      ...noted.map(({ party, notedMinor }) => more(party, notedMinor)),
    ]) as ByParty;
  }, NOTHING);
}

function earlier(a: LocalDate, b: LocalDate): LocalDate {
  return a < b ? a : b;
}
