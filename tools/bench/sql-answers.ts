/** The benchmark's documents in SQL: one statement an answer, prepared once on each connection. */
import { RESULTS as ACCELERATOR_RESULTS } from "@inclusion/accelerator/indicator/definitions";
import { sharesOf } from "@inclusion/finance/grant/grant";
import { dayOf, decimalOf, encodeCursor, type Mac, suppressCount, type Viewer, viewerKey } from "@inclusion/kernel";
import { PARTICIPANT_INDICATORS } from "@inclusion/participant/participation/participation-measures";
import type pg from "pg";

export type Asked = Readonly<{ pool: pg.Pool; mac: Mac; viewer: Viewer; slug: string }>;

const PAGE_SIZE = 50;

/** Adds a value to the statement and gives its placeholder. */
type Add = (value: unknown) => string;

const names = new Map<string, string>();

async function ask<Row extends object>({ pool }: Asked, build: (add: Add) => string): Promise<Row[]> {
  const values: unknown[] = [];
  const text = build((value) => `$${values.push(value)}`);
  const name = names.get(text) ?? `s${names.size}`;
  names.set(text, name);
  return (await pool.query<Row>({ name, text, values })).rows;
}

/** The viewer's programmes and places as a condition on the columns of `alias`; unlimited is no condition. */
function visible({ limits }: Viewer, alias: string, add: Add): string {
  const { programmes, municipalities, regions } = limits;
  const conditions = [programmes === null ? "true" : `${alias}.programme_id = ANY (${add(programmes)}::uuid[])`];
  if (municipalities !== null || regions !== null) {
    conditions.push(
      `${alias}.municipality_code = ANY ((SELECT ${add(municipalities ?? [])}::text[] || ARRAY(
         SELECT municipality_code FROM partnership.municipality_region
         WHERE region_code = ANY (${add(regions ?? [])}::text[])
           AND valid_from <= current_date AND (valid_until IS NULL OR valid_until >= current_date)))::text[])`,
    );
  }
  return conditions.join(" AND ");
}

type Total = Readonly<{ name: string; indicator: string | null; count: number }>;

/** `DashboardNumbers`. */
export async function dashboardNumbers(asked: Asked): Promise<unknown> {
  const { viewer, slug } = asked;
  const { courses } = viewer.limits;
  const now = new Date();
  const rows = await ask<Total>(asked, (add) => {
    const until = `valid_on <= ${add(dayOf(now))} AND recorded_at <= ${add(now)}`;
    return `SELECT p.name, total.indicator, total.count FROM partnership.programme p LEFT JOIN LATERAL (
        SELECT indicator, sum(amount)::int AS count FROM participant.measure_entry e
        WHERE e.programme_id = p.id AND ${until} AND ${visible(viewer, "e", add)} GROUP BY indicator
        UNION ALL
        SELECT indicator, sum(amount)::int AS count FROM accelerator.measure_entry e
        WHERE e.programme_id = p.id AND ${until} AND ${visible(viewer, "e", add)}
          ${courses === null ? "" : `AND e.course_id = ANY (${add(courses)}::uuid[])`} GROUP BY indicator
      ) total ON true WHERE p.slug = ${add(slug)}`;
  });
  const [first] = rows;
  if (first === undefined) return { programme: null };
  const counts = new Map(rows.map(({ indicator, count }) => [indicator, count]));
  const resultsOf = (codes: object, rowScope: string): unknown =>
    Object.keys(codes).map((code) => ({
      code,
      value: published(counts.get(code) ?? 0, viewer.scopes.includes(rowScope)),
    }));
  const participantResults = resultsOf(PARTICIPANT_INDICATORS, "participations:read");
  const acceleratorResults = resultsOf(ACCELERATOR_RESULTS, "companies:read");
  return { programme: { name: first.name, participantResults, acceleratorResults } };
}

function published(count: number, exact: boolean): unknown {
  const shown = suppressCount(count);
  return exact || shown.kind === "exact" ? { count } : { below: shown.below };
}

type PageRow = Readonly<{
  programmeId: string;
  id: string | null;
  state: string;
  enteredOn: string | null;
  municipality: string | null;
  placements: readonly (readonly [string, string, string | null, number, string | null])[] | null;
  partnershipState: string | null;
  parties: readonly (readonly [string, string])[] | null;
}>;

/** `ParticipationPage`, from the first row. */
export async function participationPage(asked: Asked): Promise<unknown> {
  const { viewer, slug } = asked;
  const rows = await ask<PageRow>(
    asked,
    (add) => `SELECT g.id AS "programmeId", p.id, p.state, p.entered_on::text AS "enteredOn", m.name AS municipality,
        (SELECT json_agg(json_build_array(v.form, v.started_on, v.ended_on, v.hours_per_week, c.name)
           ORDER BY v.started_on, v.id)
         FROM participant.placement v LEFT JOIN partnership.organisation c ON c.id = v.company_id
         WHERE v.participation_id = p.id) AS placements,
        s.state AS "partnershipState",
        (SELECT json_agg(json_build_array(y.role, o.name) ORDER BY y.role, y.organisation_id)
         FROM partnership.partnership_party y JOIN partnership.organisation o ON o.id = y.organisation_id
         WHERE y.partnership_id = s.id) AS parties
      FROM partnership.programme g
      LEFT JOIN LATERAL (
        SELECT p.* FROM participant.participation p
        WHERE p.programme_id = g.id AND ${visible(viewer, "p", add)} ORDER BY p.id LIMIT ${PAGE_SIZE + 1}) p ON true
      LEFT JOIN partnership.municipality m ON m.code = p.municipality_code
      LEFT JOIN partnership.partnership s ON s.id = p.partnership_id AND ${visible(viewer, "s", add)}
      WHERE g.slug = ${add(slug)} ORDER BY p.id`,
  );
  const [first] = rows;
  if (first === undefined) return { programme: null };
  const shown = rows.filter(({ id }) => id !== null).slice(0, PAGE_SIZE);
  const pageInfo = pageInfoOf(asked, first.programmeId, rows);
  return { programme: { participations: { nodes: shown.map(nodeOf), pageInfo } } };
}

function nodeOf({ id, state, enteredOn, municipality, placements, partnershipState, parties }: PageRow): unknown {
  return {
    id,
    state,
    enteredOn,
    municipality: municipality === null ? null : { name: municipality },
    placements: (placements ?? []).map(([form, startedOn, endedOn, hoursPerWeek, company]) => ({
      ...{ form, startedOn, endedOn, hoursPerWeek },
      company: company === null ? null : { name: company },
    })),
    partnership:
      partnershipState === null
        ? null
        : {
            state: partnershipState,
            parties: (parties ?? []).map(([role, organisation]) => ({ role, organisation: { name: organisation } })),
          },
  };
}

type FileRow = Readonly<{
  programmeId: string;
  id: string | null;
  state: string;
  courses: readonly unknown[];
  placements: readonly unknown[];
  employments: readonly unknown[];
  followUps: readonly unknown[];
}>;

/** `ParticipationFiles`, from the first row. */
export async function participationFiles(asked: Asked): Promise<unknown> {
  const { viewer, slug } = asked;
  const rows = await ask<FileRow>(
    asked,
    (add) => `SELECT g.id AS "programmeId", p.id, p.state,
        ${listOf("course", "started_on", { kind: "kind", startedOn: "started_on", endedOn: "ended_on" })} AS courses,
        ${listOf("placement", "started_on", { form: "form", startedOn: "started_on", endedOn: "ended_on", hoursPerWeek: "hours_per_week" })} AS placements,
        ${listOf("employment", "started_on", { form: "form", startedOn: "started_on", endedOn: "ended_on" })} AS employments,
        ${listOf("follow_up", "due_on", { kind: "kind", dueOn: "due_on", status: "status" })} AS "followUps"
      FROM partnership.programme g LEFT JOIN LATERAL (
        SELECT p.* FROM participant.participation p
        WHERE p.programme_id = g.id AND ${visible(viewer, "p", add)} ORDER BY p.id LIMIT ${PAGE_SIZE + 1}) p ON true
      WHERE g.slug = ${add(slug)} ORDER BY p.id`,
  );
  const [first] = rows;
  if (first === undefined) return { programme: null };
  const shown = rows.filter(({ id }) => id !== null).slice(0, PAGE_SIZE);
  const nodes = shown.map(({ programmeId: _, ...node }) => node);
  return { programme: { participations: { nodes, pageInfo: pageInfoOf(asked, first.programmeId, rows) } } };
}

/** A page's participations' rows of one table, as a list of objects. */
function listOf(table: string, order: string, fields: Readonly<Record<string, string>>): string {
  const pairs = Object.entries(fields).map(([name, column]) => `'${name}', t.${column}`);
  return `(SELECT coalesce(json_agg(json_build_object(${pairs.join(", ")}) ORDER BY t.${order}, t.id), '[]')
         FROM participant.${table} t WHERE t.participation_id = p.id)`;
}

function pageInfoOf({ viewer, mac }: Asked, programmeId: string, rows: readonly Readonly<{ id: string | null }>[]) {
  const last = rows.slice(0, PAGE_SIZE).at(-1)?.id ?? null;
  const binding = `participant.participation p of ${programmeId} with null ${viewerKey(viewer)}`;
  return { hasNextPage: rows.length > PAGE_SIZE, endCursor: last === null ? null : encodeCursor([last], binding, mac) };
}

type ProgrammeRow = Readonly<{
  name: string;
  startsOn: string | null;
  endsOn: string | null;
  currency: string | null;
  totalMinor: string | null;
  parts: readonly (readonly ["ESF" | "DECENTRALISED_BUSINESS_PROMOTION" | "OWN_OR_OTHER", string])[] | null;
}>;

/** `OneProgramme`: public, the same for every viewer. */
export async function oneProgramme(asked: Asked): Promise<unknown> {
  const [row] = await ask<ProgrammeRow>(
    asked,
    (add) => `SELECT p.name, p.starts_on::text AS "startsOn", p.ends_on::text AS "endsOn", g.currency,
        g.eligible_total_minor AS "totalMinor",
        (SELECT json_agg(json_build_array(f.source, f.minor::text) ORDER BY f.position)
         FROM finance.funding_part f WHERE f.grant_id = g.id) AS parts
      FROM partnership.programme p LEFT JOIN finance.programme_grant g ON g.programme_id = p.id
      WHERE p.slug = ${add(asked.slug)}`,
  );
  if (row === undefined) return { programme: null };
  const { name, startsOn, endsOn, currency, totalMinor } = row;
  if (currency === null) return { programme: { name, startsOn, endsOn, grant: null } };
  const eligibleTotalMinor = totalMinor === null ? null : BigInt(totalMinor);
  const parts = (row.parts ?? []).map(([source, minor]) => ({ source, label: "", minor: BigInt(minor) }));
  const shares = sharesOf({ eligibleTotalMinor, parts }).map(({ source, minor, shareBp }) => {
    return { source, amount: { amount: decimalOf(minor) }, shareBp };
  });
  const eligibleTotal = eligibleTotalMinor === null ? null : { amount: decimalOf(eligibleTotalMinor), currency };
  return { programme: { name, startsOn, endsOn, grant: { eligibleTotal, shares } } };
}
