import { publishTable } from "@inclusion/kernel";
import { Fault, knownAtOf, newestRelease, releaseClocks } from "@inclusion/kernel/runtime";
import { bandEdges, compareKeys, keyOf } from "../cohort/dimensions.ts";
import { type GroupsOverTime, groupsOverTime, wholeWithin } from "../cohort/over-time.ts";
import { hiddenGroups, isPart } from "../cohort/parts.ts";
import { daysOfHalfYear, type HalfYear } from "../cohort/period.ts";
import type { Context } from "../context.ts";
import type { Resolvers } from "../generated/resolvers.ts";
import { definitionOf } from "../indicator/definitions.ts";
import { definitionNamed, sightOf } from "../indicator/indicator.actions.ts";
import {
  findOffenders,
  findSexQuarters,
  findSexSums,
  findStrata,
  type Offender,
  type ReportAsked,
} from "./esf.repository.ts";
import { fewLess, publishEsfTable, type SexSum, totalsOf, untoldNames } from "./esf-table.ts";
import { brokenGrid, findingsOfRows, findingsOfSums, isSensitive } from "./findings.ts";
import { partsOf, publishResponse } from "./response.ts";

/** Participations that a finding names at most. */
const NAMED = 100;

/** Adapts `schema/participant/esf.graphql`. */
export const esfResolvers = {
  Programme: {
    esfReport: ({ id }, { period, knownAt }, ctx) => reportOf(ctx, id, period, knownAtOf(ctx, knownAt)),
  },
  EsfReport: {
    rows: async (report, _args, ctx) =>
      publishEsfTable(await report.sums(), sightOf(ctx.viewer), await report.untold()),
    rowsWithoutOffending: async (report, _args, ctx) => {
      const ids = (await report.offenders()).map(({ participationId }) => participationId);
      const sums = await findSexSums(await ctx.reader(), report, [...new Set(ids)]);
      const all = await report.sums();
      const untold = [...(await report.untold()), ...fewLess(all, sums)];
      return publishEsfTable(sums, sightOf(ctx.viewer), new Set(untold));
    },
    findings: async (report, _args, ctx) => {
      const broken = await report.offenders();
      const grid = brokenGrid(broken);
      const table = publishTable(sightOf(ctx.viewer) !== "none", grid.counts);
      const findings = [
        ...findingsOfRows(broken, grid, table.cells),
        ...findingsOfSums(totalsOf(await report.sums()), sightOf(ctx.viewer)),
      ];
      return sightOf(ctx.viewer) === "all" ? findings : findings.filter((finding) => !isSensitive(finding));
    },
    response: async (report, _args, ctx) => {
      const sums = await findStrata(await ctx.reader(), report, bandEdges(definitionNamed("CR06").version));
      const isExact = sightOf(ctx.viewer) !== "none";
      return publishResponse(sums, publishTable(isExact, sums.map(partsOf)), isExact);
    },
  },
  EsfRow: { definition: ({ code }) => definitionNamed(code) },
  EsfFinding: {
    municipality: ({ municipalityCode }) => (municipalityCode === null ? null : { code: municipalityCode }),
    participations: async ({ participationIds }, _args, ctx) => {
      const rows = await Promise.all(participationIds.slice(0, NAMED).map((id) => ctx.loaders.participation.load(id)));
      return rows.filter((row) => row !== null);
    },
  },
  EsfStratum: {
    sex: ({ sex }) => keyOf("SEX", sex, []),
    ageBand: ({ band }) => keyOf("AGE_BAND", band, bandEdges(definitionOf("CR06")?.version ?? 1)),
  },
} satisfies Resolvers;

/** A report on its way to its fields; what several of them need is asked for once. */
export type EsfReportRow = ReportAsked &
  Readonly<{
    sums: () => ReturnType<typeof findSexSums>;
    offenders: () => Promise<Offender[]>;
    untold: () => Promise<ReadonlySet<string>>;
  }>;

/** What time hides of a report from whoever sees no rows: as tables by sex tell it, code by code. */
async function untoldIn(ctx: Context, report: ReportAsked, sums: readonly SexSum[]): Promise<ReadonlySet<string>> {
  if (sightOf(ctx.viewer) !== "none") return new Set();
  const newest = newestRelease(ctx);
  const found = await findSexQuarters(await ctx.reader(), report.programmeId, newest);
  const releases = await ctx.loaders.releases(report.programmeId);
  const byCode = Map.groupBy(found, ({ code }) => code);
  const isTotalHidden = (code: string): boolean => !releases.isTold(code, releaseClocks(newest));
  const family = new Map(
    [...byCode].map(([code, counts]) => [
      code,
      {
        cells: counts.map(({ sex, count }) => ({ row: sex, column: null, place: null, count })),
        isTotalHidden: isTotalHidden(code),
      },
    ]),
  );
  const hiddenOf = hiddenGroups(family, ({ row }) => row);
  const told = new Map<string, GroupsOverTime>();
  return untoldNames(sums, report, (code, column, lapse) => {
    const counts = (byCode.get(code) ?? []).map(({ sex, quarter, count }) => ({ group: sex, quarter, count }));
    const whole = { told: releases.toldAfter(code), isTotalHidden: isTotalHidden(code) };
    if (column === "all") return wholeWithin(counts, whole, lapse);
    if (isPart(code) && hiddenOf(code).has(column)) return null;
    const groups = [...new Set(counts.map(({ group }) => group))].sort(compareKeys);
    const over = told.get(code) ?? groupsOverTime(groups, counts, whole);
    told.set(code, over);
    return over.within([column], lapse);
  });
}

function reportOf(ctx: Context, programmeId: string, period: HalfYear, knownAt: Date): EsfReportRow {
  const days = daysOfHalfYear(period);
  if (days === null) {
    throw new Fault("BAD_USER_INPUT", "The year of a half-year is between 1 and 9998.", { argument: "period" });
  }
  const asked: ReportAsked = { programmeId, ...days, knownAt };
  const sums = once(async () => findSexSums(await ctx.reader(), asked, []));
  return {
    ...asked,
    sums,
    untold: once(async () => untoldIn(ctx, asked, await sums())),
    offenders: once(async () => findOffenders(await ctx.reader(), asked)),
  };
}

function once<Value>(ask: () => Promise<Value>): () => Promise<Value> {
  let asked: Promise<Value> | null = null;
  return () => {
    asked ??= ask();
    return asked;
  };
}
