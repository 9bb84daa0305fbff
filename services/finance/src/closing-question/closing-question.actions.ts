import {
  addDays,
  addMonths,
  fraction,
  holdsScope,
  type LocalDate,
  localDate,
  sumMinor,
  timesRate,
} from "@inclusion/kernel";
import { Fault, type TwoClocks, withNewest } from "@inclusion/kernel/runtime";
import type { Context } from "../context.ts";
import { listVerifiedWork } from "../outcome/outcome-reads.repository.ts";
import { countStarters, listWorkFiles } from "../pathway/pathway.repository.ts";
import type { WorkFile } from "../pathway/pathway.ts";
import { cohortGroups, monthOf } from "../simulation/cohort-groups.ts";
import type { SimulationInputs } from "../simulation/simulation-inputs.ts";
import { inputsOf } from "../simulation/simulation-terms.ts";
import { type ClosingAnswer, closingAnswers, type Observed, observe } from "./closing-question.ts";

/** The closing question of a programme, answered. */
export type ClosingCase = Readonly<{
  inputs: SimulationInputs;
  costMinor: bigint;
  answers: readonly ClosingAnswer[];
  /** What is counted by municipality at the newest release; null for whoever sees the rows. */
  newest: ReadonlyMap<string | null, Observed> | null;
}>;

type Asked = TwoClocks &
  Readonly<{
    monthsAfter: number;
    discountRate: string;
    /** Whether work counts only where an outcome of it was verified. */
    verifiedOnly: boolean;
  }>;

const MOST_MONTHS = 120;
/** Shows the participations that are counted. */
export const ROW_SCOPE = "participations:read";
const SEES_OUTCOMES = [["finance:read"], ["participations:read"]] as const;

/**
 * Answers the closing question over the participations that the viewer may see, in the programme's months; null without
 * a grant's total, a period or anybody who has started.
 *
 * A viewer of some places sees those places' own part: the cost is then the part that their starters are of all.
 *
 * @throws Fault BAD_USER_INPUT when the months or the rate cannot be used; FORBIDDEN_FIELD when the viewer sees no outcomes
 *   and asks for verified ones
 */
export async function closingCase(ctx: Context, programmeId: string, asked: Asked): Promise<ClosingCase | null> {
  const grant = await ctx.loaders.grantOfProgramme.load(programmeId);
  const { eligibleTotalMinor: total = null, eligibleFrom = null, eligibleTo = null } = grant ?? {};
  if (grant === null || total === null || eligibleFrom === null || eligibleTo === null) return null;
  const from = localDate(`${eligibleFrom.slice(0, 7)}-01`);
  const programmeMonths = Math.min(MOST_MONTHS, monthOf(from, eligibleTo) + 1);
  const last = addDays(addMonths(from, programmeMonths), -1);
  const [startedTo] = [last, asked.asOf].toSorted() as [LocalDate, LocalDate];
  if (startedTo < from) return null;
  const period = { programmeId, from, last, verifiedOnly: asked.verifiedOnly };
  const { counted: starters, newest } = await withNewest(ctx, asked, (at) => startersAt(ctx, period, at), ROW_SCOPE);
  const { files, counting } = starters;
  if (files.length === 0) return null;
  const counted = await countStarters(await ctx.reader(), { programmeId, from, to: startedTo });
  const costMinor = timesRate(total, fraction(files.length, Math.max(counted, files.length)));
  const fromEu = sumMinor(grant.parts.filter(({ source }) => source === "ESF").map(({ minor }) => minor));
  const inputs = inputsOf(
    {
      ...{ firstMonth: from.slice(0, 7), programmeMonths, monthsAfter: asked.monthsAfter, draws: 0 },
      discountRate: asked.discountRate,
    },
    { programmeId, eligibleTotalMinor: costMinor, euShare: fraction(fromEu, total), cohort: cohortGroups(files, from) },
  );
  if (inputs.ok) {
    const answers = closingAnswers(inputs.value, counting, asked.asOf);
    return { inputs: inputs.value, costMinor, answers, newest: newest === null ? null : observedByPlace(newest) };
  }
  if (inputs.refusals.every(({ code }) => code === "COHORT_EMPTY")) return null;
  throw new Fault("BAD_USER_INPUT", inputs.refusals.map(({ message }) => message).join(" "));
}

type Starters = Readonly<{ files: readonly WorkFile[]; counting: readonly WorkFile[]; asOf: LocalDate }>;

/** Those who started in the programme's months until a day, and the same with the work that counts. */
async function startersAt(
  ctx: Context,
  {
    programmeId,
    from,
    last,
    verifiedOnly,
  }: Readonly<{ programmeId: string; from: LocalDate; last: LocalDate; verifiedOnly: boolean }>,
  clocks: TwoClocks,
): Promise<Starters> {
  const [startedTo] = [last, clocks.asOf].toSorted() as [LocalDate, LocalDate];
  const wanted = { programmeId, startedFrom: from, startedTo, knownAt: clocks.knownAt };
  const files = await listWorkFiles(await ctx.reader(), wanted);
  const counting = verifiedOnly && files.length > 0 ? await withVerifiedWork(ctx, programmeId, files, clocks) : files;
  return { files, counting, asOf: clocks.asOf };
}

function observedByPlace({ counting, asOf }: Starters): ReadonlyMap<string | null, Observed> {
  const byPlace = Map.groupBy(counting, ({ municipalityCode }) => municipalityCode);
  return new Map([...byPlace].map(([code, files]) => [code, observe(files, asOf)]));
}

/** The files without the work of those of whom no outcome of work was verified. */
async function withVerifiedWork(
  ctx: Context,
  programmeId: string,
  files: readonly WorkFile[],
  clocks: TwoClocks,
): Promise<readonly WorkFile[]> {
  if (!holdsScope(ctx.viewer, SEES_OUTCOMES)) {
    throw new Fault("FORBIDDEN_FIELD", "This token sees no outcomes, verified or not.", {
      ...{ requiredScopes: SEES_OUTCOMES, yourScopes: ctx.viewer.scopes },
    });
  }
  const verified = new Set(await listVerifiedWork(await ctx.reader(), programmeId, clocks));
  return files.map((file) => (verified.has(file.participationId) ? file : { ...file, spells: [] }));
}
