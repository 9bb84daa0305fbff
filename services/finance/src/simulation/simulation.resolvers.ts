import { type Count, isId, SMALLEST_THRESHOLD } from "@inclusion/kernel";
import { queryPage } from "@inclusion/kernel/runtime";
import type { Context } from "../context.ts";
import type { Resolvers } from "../generated/resolvers.ts";
import { type SimulatedMoney, simulated } from "../money-mode/money-mode.ts";
import { millionthsText, textOfValue } from "./assumption-terms.ts";
import type { Spread } from "./monte-carlo.ts";
import { deadweightsOf, npvs, outcomeMoney, personsFor, purses, quarterMoney, shareText } from "./outcome.mappers.ts";
import { simulationChange, simulationCreate, simulationFreeze, simulationRun } from "./simulation.actions.ts";
import { listSimulations } from "./simulation.repository.ts";
import type { Simulation } from "./simulation.ts";
import { fromCanonicalText, type SimulationInputs } from "./simulation-inputs.ts";
import { personsIn } from "./simulation-model.ts";
import type { SimulationResult } from "./simulation-result.ts";
import type { MunicipalityResult } from "./simulation-scope.ts";

/** Adapts `schema/finance/simulation.graphql`. */
export const simulationResolvers = {
  Query: {
    simulation: (_root, { id }, ctx) => (isId(id) ? ctx.loaders.simulation.load(id) : null),
  },
  Mutation: {
    simulationCreate: async (_root, { input }, ctx) => simulationPayload(ctx, await simulationCreate(ctx, input)),
    simulationChange: async (_root, { input }, ctx) => simulationPayload(ctx, await simulationChange(ctx, input)),
    simulationFreeze: async (_root, { input }, ctx) => simulationPayload(ctx, await simulationFreeze(ctx, input)),
    simulationRun: async (_root, { input }, ctx) => {
      const done = await simulationRun(ctx, input);
      return done.ok
        ? { job: await ctx.loaders.job.load(done.value), refusals: [] }
        : { job: null, refusals: done.refusals };
    },
  },
  Programme: {
    simulations: ({ id }, { first, after }, ctx) =>
      queryPage<Simulation>(ctx, {
        list: `simulations of ${id}`,
        first,
        after,
        fetch: async (keys, limit) =>
          listSimulations(await ctx.reader(), { programmeId: id, after: keys?.[0] ?? null, limit }),
        keysOf: (simulation) => [simulation.id],
      }),
  },
  Simulation: {
    programme: ({ programmeId }) => ({ id: programmeId }),
    inputs: async ({ id }, _args, ctx) => {
      const texts = await ctx.loaders.simulationTexts.load(id);
      return fromCanonicalText<SimulationInputs>(texts?.inputs ?? "{}");
    },
    result: async ({ id }, _args, ctx) => {
      const text = (await ctx.loaders.simulationTexts.load(id))?.result ?? null;
      return text === null ? null : fromCanonicalText<SimulationResult>(text);
    },
    job: async ({ id }, _args, ctx) => ctx.loaders.lastJob.load(id),
  },
  SimulationInputs: {
    persons: ({ groups }) => personsIn(groups),
    costs: ({ costs }) => costs.map(({ year, minor }) => ({ year, cost: simulated(minor) })),
    assumptions: ({ assumptions }) =>
      assumptions.map(({ key, low, mid, high, sourceKind, source }) => ({
        ...{ key, sourceKind, source },
        ...{ low: textOfValue(key, low), mid: textOfValue(key, mid), high: textOfValue(key, high) },
      })),
  },
  SimulationResult: {
    incomeStatement: ({ statement }) =>
      statement.map((year) => ({ year: year.year, ...purses(year), publicResult: simulated(year.publicResultMinor) })),
    paymentFlows: ({ quarters }) => quarters.map(quarterMoney),
    answers: ({ answers }) =>
      answers.map((each) => ({
        ...{ discountRate: each.discountRate, isPublicGain: each.isPublicGain, coverageBp: each.coverage.bp },
        ...{ isSelfFinancing: each.coverage.isSelfFinancing, gap: simulated(each.coverage.gapMinor) },
        ...npvs(each),
      })),
    breakEvenPersons: ({ breakEvenPersons }) => (breakEvenPersons === null ? null : Number(breakEvenPersons)),
    breakEvenRates: ({ breakEvenRates }) =>
      breakEvenRates.map(({ question, employment, sustained }) => ({
        ...{ question, employmentRate: shareText(employment), sustainedRate: shareText(sustained) },
      })),
    scenarios: ({ scenarios }) => scenarios.map((each) => ({ name: each.name, outcome: outcomeMoney(each) })),
    tornado: ({ tornado }) =>
      tornado.map(({ key, lowValue, highValue, low, high }) => ({
        ...{ key, lowValue: textOfValue(key, lowValue), highValue: textOfValue(key, highValue) },
        ...{ low: outcomeMoney(low), high: outcomeMoney(high) },
      })),
    heatMap: ({ heatMap }) =>
      heatMap.map((cell) => ({
        ...{ deadweight: millionthsText(cell.deadweight), sustainedRate: millionthsText(cell.sustained) },
        ...{ outcome: outcomeMoney(cell), paybackMonth: cell.paybackMonth },
      })),
    municipalities: async ({ municipalities }, _args, ctx) => {
      const seen = await ctx.loaders.visibleMunicipalities();
      const own = municipalities.filter(
        ({ municipalityCode }) => seen === null || (municipalityCode !== null && seen.has(municipalityCode)),
      );
      const persons = personsFor(
        ctx.viewer,
        own.map((each) => each.persons),
      );
      return own.map((each, index) => municipalityOf(each, persons[index] ?? HIDDEN));
    },
    monteCarlo: ({ monteCarlo }) =>
      monteCarlo === null
        ? null
        : {
            ...{ seed: monteCarlo.seed, draws: monteCarlo.draws, publicNpv: spreadOf(monteCarlo.publicNpv) },
            municipalityAloneNpv: spreadOf(monteCarlo.municipalityAloneNpv),
            municipalityWithSupportNpv: spreadOf(monteCarlo.municipalityWithSupportNpv),
            years: monteCarlo.years.map((each) => ({ year: each.year, spread: spreadOf(each) })),
          },
  },
} satisfies Resolvers;

type Done = Awaited<ReturnType<typeof simulationCreate>>;

async function simulationPayload(ctx: Context, done: Done) {
  return done.ok
    ? { simulation: await ctx.loaders.simulation.load(done.value), refusals: [] }
    : { simulation: null, refusals: done.refusals };
}

function spreadOf({ p5Minor, p50Minor, p95Minor, gainMillionths }: Spread) {
  const [p5, p50, p95] = [p5Minor, p50Minor, p95Minor].map((minor) => simulated(minor)) as [
    SimulatedMoney,
    SimulatedMoney,
    SimulatedMoney,
  ];
  return { p5, p50, p95, shareAboveZero: millionthsText(gainMillionths) };
}

const HIDDEN: Count = { kind: "suppressed", below: SMALLEST_THRESHOLD };

/** What few persons cost and save would tell of each: it is hidden from who may not see their rows. */
function municipalityOf(result: MunicipalityResult, shown: Count) {
  const { municipalityCode } = result;
  const municipality = municipalityCode === null ? null : { code: municipalityCode };
  if (shown.kind === "suppressed") {
    const hidden = { cost: null, saving: null, outcome: null, breakEvenSustainedRate: null, byDeadweight: [] };
    return { municipality, persons: shown, ...hidden };
  }
  return {
    ...{ municipality, persons: shown, cost: simulated(result.costMinor), saving: simulated(result.municipalityMinor) },
    ...{ outcome: outcomeMoney(result), breakEvenSustainedRate: shareText(result.breakEvenSustained) },
    byDeadweight: deadweightsOf(result),
  };
}
