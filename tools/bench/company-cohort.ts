/**
 * How long a cohort of companies takes: 200 companies with a baseline and eight quarters each, read and computed in
 * one operation of the accelerator. `node tools/bench/company-cohort.ts [companies]` prints one line; it brings a
 * database of its own and takes it away again.
 */
import { CompanyCourseEntity } from "@inclusion/accelerator/course/course.entity";
import { MetricSnapshotEntity } from "@inclusion/accelerator/growth/growth.entity";
import { type MetricSnapshot, UNKNOWN_FIGURES } from "@inclusion/accelerator/growth/metric-snapshot";
import { service } from "@inclusion/accelerator/service";
import { addDays, addMonths, localDate, systemViewer } from "@inclusion/kernel";
import { unitOfWork } from "@inclusion/kernel/runtime";
import { type TestService, viewerWith } from "@inclusion/kernel/testing";
import { median } from "./load.ts";
import { withOwnDatabase } from "./own-database.ts";

const ROUNDS = 15;
const QUARTERS = 8;
const idOf = (number: number): string => `0190a000-0000-7000-8000-${String(number).padStart(12, "0")}`;
const PROGRAMME = idOf(1);
const QUERY = `query($of: [_Any!]!) { _entities(representations: $of) { ... on Programme {
  companyGrowth(asOf: "2020-06-30") { course { id state } group
    growth { status grown turnoverBp turnoverDelta { amount } fteBp fteDelta }
    snapshots { kind month periodFrom periodTo turnover { amount currency } fte headcount }
    followUps { month dueOn status } } } } }`;

/** Stores the companies, half of them turned down. */
async function fill(opened: TestService, count: number): Promise<void> {
  const decidedOn = localDate("2018-01-15");
  const courses = Array.from({ length: count }, (_, number) => ({
    ...{
      id: idOf(1_000 + number),
      organisationId: idOf(100_000 + number),
      programmeId: PROGRAMME,
      partnershipId: null,
    },
    ...{ municipalityCode: "0751", callId: null, cohort: "bench", appliedOn: null, decidedOn, endedOn: null },
    ...(number % 2 === 0
      ? { state: "IN_SPRINTS" as const, acceptedOn: decidedOn }
      : { state: "REJECTED" as const, acceptedOn: null }),
    synthetic: true,
  }));
  const snapshots = courses.flatMap(({ id: courseId }, number) =>
    Array.from({ length: QUARTERS + 1 }, (_, index): MetricSnapshot => {
      const from = index === 0 ? localDate("2017-01-01") : addMonths(localDate("2018-01-01"), (index - 1) * 3);
      return {
        ...UNKNOWN_FIGURES,
        ...{ id: idOf(1_000_000 + number * 10 + index), courseId, programmeId: PROGRAMME, municipalityCode: "0751" },
        ...{ kind: index === 0 ? "BASELINE" : "FOLLOW_UP", periodFrom: from },
        periodTo: addDays(addMonths(from, index === 0 ? 12 : 3), -1),
        ...{ turnoverMinor: BigInt(100_000_000 + number * index), fteHundredths: 500 + index, synthetic: true },
      };
    }),
  );
  await unitOfWork(opened.service.database, systemViewer("bench"), "bench", async ({ manager }) => {
    await manager.insert(CompanyCourseEntity, courses);
    for (let from = 0; from < snapshots.length; from += 600) {
      await manager.insert(MetricSnapshotEntity, snapshots.slice(from, from + 600));
    }
  });
}

/** One request: how many rows came, how long it took and what CPU time this process used. */
async function once(
  opened: TestService,
): Promise<Readonly<{ rows: number; ms: number; cpuMs: number; trips: number }>> {
  const [began, cpu] = [performance.now(), process.cpuUsage()];
  const { data, errors, statements } = await opened.ask(viewerWith("companies:read"), QUERY, {
    of: [{ __typename: "Programme", id: PROGRAMME }],
  });
  if (errors !== undefined) throw new Error(JSON.stringify(errors));
  const [programme] = (data?._entities ?? []) as readonly { companyGrowth: unknown[] }[];
  const { user, system } = process.cpuUsage(cpu);
  return {
    rows: programme?.companyGrowth.length ?? 0,
    ms: performance.now() - began,
    cpuMs: (user + system) / 1_000,
    trips: statements,
  };
}

await withOwnDatabase(service, async (opened) => {
  await fill(opened, Number(process.argv[2] ?? 200));
  for (let round = 0; round < 3; round += 1) await once(opened);
  const rounds: Awaited<ReturnType<typeof once>>[] = [];
  for (let round = 0; round < ROUNDS; round += 1) rounds.push(await once(opened));
  const of = (figure: "ms" | "cpuMs"): string => (median(rounds.map((round) => round[figure])) ?? 0).toFixed(1);
  const [{ rows, trips }] = rounds as [Awaited<ReturnType<typeof once>>];
  process.stdout.write(
    `${rows} companies, ${QUARTERS} quarters each: ${of("ms")} ms, ${of("cpuMs")} ms CPU (medians of ${ROUNDS}); ` +
      `${trips} trips: begin, one statement, commit\n`,
  );
});
