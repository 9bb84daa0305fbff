/** Who works with whom, and what the work leads to, by other actor and municipality. Pure. */
import { type Count, deepEqual, type Rate, suppressCount, suppressRate } from "@inclusion/kernel";

/** How many were referred to an other actor from a municipality, and how far they came. */
export type Flow = Readonly<{
  programmeId: string;
  organisationId: string;
  municipalityCode: string | null;
  referred: number;
  started: number;
  completed: number;
}>;

/** The same numbers as published. */
export type PublishedFlow = Readonly<{
  referrals: Count;
  starts: Count;
  completions: Count;
  completionRate: Rate | null;
}>;

/** One other actor and one municipality. */
export type FlowLine = PublishedFlow & Readonly<{ organisationId: string; municipalityCode: string | null }>;

/** The published network of a programme: every division is built from the finest one. */
export type PublishedNetwork = Readonly<{
  flows: readonly FlowLine[];
  byOtherActor: readonly (PublishedFlow & Readonly<{ organisationId: string }>)[];
  byMunicipality: readonly (PublishedFlow & Readonly<{ municipalityCode: string | null }>)[];
}>;

/** A table as published; the kernel's, which hides for whoever sees no rows. */
export type Publish = (counts: readonly (readonly number[])[]) => Readonly<{ cells: readonly (readonly Count[])[] }>;

/**
 * Hides once, at the finest division, and in parts that do not overlap: referred and not begun, begun and not through,
 * through. What is published are sums of shown parts, so that no two numbers can be subtracted to a hidden one.
 *
 * @param publish hides a table as the viewer may have it
 * @param newest  the flows at the newest release, which decide what is told: a flow of an earlier day is told as it is
 *                there where it is the same, and else withheld; null for a viewer who sees rows, and so shares of few
 */
export function publishNetwork(
  flows: readonly Flow[],
  publish: Publish,
  newest: readonly Flow[] | null,
): PublishedNetwork {
  const isExact = newest === null;
  const hidden = inOrder(newest ?? flows);
  const { cells } = publish(hidden.map(partsOf));
  const told = new Map(hidden.map((flow, index) => [keyOf(flow), { flow, parts: cells[index] as readonly Count[] }]));
  const lines = inOrder(flows).map((flow) => {
    const there = told.get(keyOf(flow));
    const isSame = there !== undefined && deepEqual(partsOf(there.flow), partsOf(flow));
    return { flow, parts: isSame ? there.parts : partsOf(flow).map(() => suppressCount(1)) };
  });
  const summed = (group: readonly (typeof lines)[number][]): PublishedFlow =>
    publishedFlow(
      group.map(({ parts }) => parts),
      isExact,
    );
  return {
    flows: lines.map((line) => ({
      organisationId: line.flow.organisationId,
      municipalityCode: line.flow.municipalityCode,
      ...summed([line]),
    })),
    byOtherActor: [...Map.groupBy(lines, ({ flow }) => flow.organisationId)].map(([organisationId, group]) => ({
      organisationId,
      ...summed(group),
    })),
    byMunicipality: [...Map.groupBy(lines, ({ flow }) => flow.municipalityCode)].map(([municipalityCode, group]) => ({
      municipalityCode,
      ...summed(group),
    })),
  };
}

function inOrder(flows: readonly Flow[]): readonly Flow[] {
  return flows.toSorted((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
}

/** Parts that do not overlap. */
function partsOf({ referred, started, completed }: Flow): readonly number[] {
  return [referred - started, started - completed, completed];
}

function keyOf({ organisationId, municipalityCode }: Flow): string {
  return `${organisationId} ${municipalityCode ?? ""}`;
}

function publishedFlow(lines: readonly (readonly Count[])[], isExact: boolean): PublishedFlow {
  const [waiting, begun, through] = [0, 1, 2].map((column) => sumOf(lines.map((parts) => parts[column] as Count)));
  const starts = sumOf([begun as Count, through as Count]);
  const completions = through as Count;
  return {
    referrals: sumOf([waiting as Count, starts]),
    starts,
    completions,
    completionRate: rateOf(completions, starts, isExact),
  };
}

/** The sum of shown counts; hidden when one of them is. */
function sumOf(counts: readonly Count[]): Count {
  return counts.reduce((sum, count) => {
    if (sum.kind === "suppressed") return sum;
    return count.kind === "suppressed" ? count : { kind: "exact", count: sum.count + count.count };
  });
}

function rateOf(part: Count, whole: Count, isExact: boolean): Rate | null {
  if (part.kind === "suppressed" || whole.kind === "suppressed" || whole.count === 0) return null;
  if (!isExact) return suppressRate(part.count, whole.count);
  return { kind: "exact", basisPoints: Math.round((part.count * 10_000) / whole.count) };
}

/** Two organisations that are parties of one partnership on a day. */
export type Link = Readonly<{
  organisationId: string;
  role: string;
  otherOrganisationId: string;
  otherRole: string;
  partnerships: number;
}>;
