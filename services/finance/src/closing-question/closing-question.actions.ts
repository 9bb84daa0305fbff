import { addDays, addMonths, fraction, type LocalDate, localDate, sumMinor, timesRate } from "@inclusion/kernel";
import { Fault, type TwoClocks } from "@inclusion/kernel/runtime";
import type { Context } from "../context.ts";
import { countStarters, listWorkFiles } from "../pathway/pathway.repository.ts";
import { cohortGroups, monthOf } from "../simulation/cohort-groups.ts";
import type { SimulationInputs } from "../simulation/simulation-inputs.ts";
import { inputsOf } from "../simulation/simulation-terms.ts";
import { type ClosingAnswer, closingAnswers } from "./closing-question.ts";

/** The closing question of a programme, answered. */
export type ClosingCase = Readonly<{
  inputs: SimulationInputs;
  costMinor: bigint;
  answers: readonly ClosingAnswer[];
}>;

type Asked = TwoClocks & Readonly<{ monthsAfter: number; discountRate: string }>;

const MOST_MONTHS = 120;

/**
 * Answers the closing question over the participations that the viewer may see, in the programme's months; null without
 * a grant's total, a period or anybody who has started.
 *
 * A viewer of some places sees those places' own part: the cost is then the part that their starters are of all.
 *
 * @throws Fault BAD_USER_INPUT when the months or the rate cannot be used
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
  const files = await listWorkFiles(await ctx.reader(), {
    ...{ programmeId, startedFrom: from, startedTo, knownAt: asked.knownAt },
  });
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
  if (inputs.ok) return { inputs: inputs.value, costMinor, answers: closingAnswers(inputs.value, files, asked.asOf) };
  if (inputs.refusals.every(({ code }) => code === "COHORT_EMPTY")) return null;
  throw new Fault("BAD_USER_INPUT", inputs.refusals.map(({ message }) => message).join(" "));
}
