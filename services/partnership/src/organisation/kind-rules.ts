/** When an organisation is of a kind, and when two organisations may become one. Pure. */
import { acceptUnless, type Decision, type LocalDate, type Refusal, refuse } from "@inclusion/kernel";
import { futureRefusals, orderRefusals } from "../refusal/common-rules.ts";
import type { KindPeriod, Organisation, OrganisationKind } from "./organisation.ts";

type Beginning = Readonly<{
  id: string;
  organisationId: string;
  kind: OrganisationKind;
  from: LocalDate;
  today: LocalDate;
}>;
type End = Readonly<{
  newId: string;
  organisationId: string;
  kind: OrganisationKind;
  until: LocalDate;
  today: LocalDate;
}>;

/**
 * All periods after a kind has begun. A kind that was met without a day gets its first day.
 *
 * @refuses KIND_HELD, DATE_ORDER, DATE_IN_FUTURE
 */
export function begin(
  periods: readonly KindPeriod[],
  { id, organisationId, kind, from, today }: Beginning,
): Decision<readonly KindPeriod[], "KIND_HELD" | "DATE_ORDER" | "DATE_IN_FUTURE"> {
  const field = ["input", "from"];
  const [same, others] = split(periods, kind);
  const open = same.find(({ until }) => until === null);
  const lastEnd = same
    .flatMap(({ until }) => until ?? [])
    .sort()
    .at(-1);
  const held: Refusal<"KIND_HELD">[] =
    open === undefined || open.from === null
      ? []
      : [{ code: "KIND_HELD", message: `It is ${kind} since ${open.from} already.`, field: ["input", "kind"] }];
  const overlaps: Refusal<"DATE_ORDER">[] =
    lastEnd === undefined || lastEnd < from
      ? []
      : [{ code: "DATE_ORDER", message: `It was ${kind} until ${lastEnd}: begin after that day.`, field }];
  return acceptUnless([...held, ...overlaps, ...futureRefusals(from, today, field)], () => [
    ...others,
    ...same.filter((period) => period !== open),
    { id, organisationId, kind, from, until: null },
  ]);
}

/**
 * All periods after a kind has ended.
 *
 * @refuses KIND_NOT_HELD, DATE_ORDER, DATE_IN_FUTURE
 */
export function cease(
  periods: readonly KindPeriod[],
  { newId, organisationId, kind, until, today }: End,
): Decision<readonly KindPeriod[], "KIND_NOT_HELD" | "DATE_ORDER" | "DATE_IN_FUTURE"> {
  const field = ["input", "until"];
  const [same, others] = split(periods, kind);
  const open = same.find((period) => period.until === null);
  if (open === undefined) {
    return refuse({ code: "KIND_NOT_HELD", message: `It is no ${kind} that could end.`, field: ["input", "kind"] });
  }
  const refusals = [...orderRefusals(open.from, until, field), ...futureRefusals(until, today, field)];
  const ended = { organisationId, kind, from: open.from, until, id: open.from === null ? newId : open.id };
  return acceptUnless(refusals, () => [...others, ...same.filter((period) => period !== open), ended]);
}

/**
 * Periods of the survivor after a merge: of each kind that it never was, those of the other.
 *
 * @param periods of both
 */
export function mergedKinds(periods: readonly KindPeriod[], survivorId: string, newId: () => string): KindPeriod[] {
  const own = new Set(periods.filter(({ organisationId }) => organisationId === survivorId).map(({ kind }) => kind));
  return periods.flatMap((period) => {
    if (period.organisationId !== survivorId && own.has(period.kind)) return [];
    const isStored = period.organisationId === survivorId && !period.id.includes(" ");
    return [{ ...period, organisationId: survivorId, id: isStored ? period.id : newId() }];
  });
}

type Merge = Readonly<{ survivor: Organisation; merged: Organisation | null; mergedId: string; bothHold: boolean }>;
type MergeCode =
  | "MERGE_WITH_ITSELF"
  | "ORGANISATION_UNKNOWN"
  | "ORGANISATION_MERGED"
  | "MERGE_CVR_DIFFERS"
  | "MERGE_RSV_CONFLICT";

/**
 * Why two organisations cannot become one.
 *
 * @param bothHold whether both have registrations, or both a listing
 */
export function mergeRefusals({ survivor, merged, mergedId, bothHold }: Merge): Refusal<MergeCode>[] {
  const field = ["input", "mergedId"];
  if (mergedId === survivor.id) {
    return [{ code: "MERGE_WITH_ITSELF", message: "Name two different organisations.", field }];
  }
  if (merged === null) {
    return [{ code: "ORGANISATION_UNKNOWN", message: "There is no organisation of this id.", field }];
  }
  if (merged.id !== mergedId) {
    return [{ code: "ORGANISATION_MERGED", message: `It was merged into ${merged.id} before: merge that.`, field }];
  }
  const refusals: Refusal<MergeCode>[] = [];
  if (survivor.cvr !== null && merged.cvr !== null && survivor.cvr !== merged.cvr) {
    const message = `They have the register numbers ${survivor.cvr} and ${merged.cvr}: two numbers are two parties.`;
    refusals.push({ code: "MERGE_CVR_DIFFERS", message, field });
  }
  if (bothHold) {
    const message = "Both have a registration or a listing of their own: end that of the one first.";
    refusals.push({ code: "MERGE_RSV_CONFLICT", message, field });
  }
  return refusals;
}

function split(periods: readonly KindPeriod[], kind: OrganisationKind): [KindPeriod[], KindPeriod[]] {
  return [periods.filter((period) => period.kind === kind), periods.filter((period) => period.kind !== kind)];
}
