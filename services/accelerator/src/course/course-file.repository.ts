import { deepEqual } from "@inclusion/kernel";
import { type BaseContext, type Reader, rowLoader, type Tx } from "@inclusion/kernel/runtime";
import type { EntitySchema, EntitySchemaColumnOptions } from "typeorm";
import {
  ApplicationEntity,
  ApplicationReviewEntity,
  DueDiligenceCheckEntity,
} from "../application/application.entity.ts";
import { CallEntity } from "../call/call.entity.ts";
import { countAccepted } from "../call/call.repository.ts";
import { GrowthRuleEntity, MetricSnapshotEntity } from "../growth/growth.entity.ts";
import {
  DiagnosisEntity,
  GoalMeasurementEntity,
  GrowthPlanEntity,
  MilestoneEntity,
} from "../growth-plan/growth-plan.entity.ts";
import { AdvisoryHoursEntity, AttendanceEntity, SessionEntity } from "../session/session.entity.ts";
import { CompanyCourseEntity, CourseEventEntity } from "./course.entity.ts";
import type { CourseFile, FileLists } from "./course-file.ts";

type Mapped = EntitySchema<Row>;

type Row = Readonly<{ id: string }>;

/** The mapping of each list of a file, and the columns by which the list is ordered. */
const LISTS = {
  applications: [ApplicationEntity, "row.submitted_on"],
  reviews: [ApplicationReviewEntity, "row.reviewer"],
  checks: [DueDiligenceCheckEntity, "row.checked_on"],
  diagnoses: [DiagnosisEntity, "row.diagnosed_on"],
  plans: [GrowthPlanEntity, "row.revision"],
  goalMeasurements: [GoalMeasurementEntity, "row.measured_on"],
  milestones: [MilestoneEntity, "row.due_on"],
  attendances: [AttendanceEntity, "row.session_id"],
  advisoryHours: [AdvisoryHoursEntity, "row.worked_on"],
  snapshots: [MetricSnapshotEntity, "row.period_to, row.kind"],
  events: [CourseEventEntity, "row.recorded_at, row.happened_on"],
} as unknown as Readonly<Record<keyof FileLists, readonly [Mapped, string]>>;

const KEYS = Object.keys(LISTS) as (keyof FileLists)[];

/** Which lists of a file are read: all of them for a change, few of them for a table of many courses. */
export type PartsOfFile = readonly (keyof FileLists)[];

/** The file of a course that the viewer may see, held until the transaction ends; null when there is none. */
export async function lockFile(tx: Tx, courseId: string): Promise<CourseFile | null> {
  const locked = await tx.query("SELECT 1 FROM accelerator.company_course WHERE id = $1 FOR UPDATE", [courseId]);
  if (locked.length === 0) return null;
  const [file] = await readFiles(tx, "c.id = $1", [courseId]);
  if (file === undefined || file.call === null) return file ?? null;
  return { ...file, acceptedInCall: await countAccepted(tx, file.call.id) };
}

/** Holds the call of a course, so that two acceptances at once cannot overfill its cohort. */
export async function lockCallOf(tx: Tx, courseId: string): Promise<void> {
  await tx.query(
    `SELECT 1 FROM accelerator.accelerator_call
     WHERE id = (SELECT call_id FROM accelerator.company_course WHERE id = $1) FOR UPDATE`,
    [courseId],
  );
}

/** The files of a programme's courses that the viewer may see, of a cohort or of all, in one statement. */
export function findFilesOfProgramme(
  reader: Reader,
  programmeId: string,
  { cohort, parts }: Readonly<{ cohort: string | null; parts: PartsOfFile }>,
): Promise<CourseFile[]> {
  return readFiles(reader, "c.programme_id = $1 AND ($2::text IS NULL OR c.cohort = $2)", [programmeId, cohort], parts);
}

/** The files of a company's courses with their figures, held until the transaction ends. */
export async function lockFilesOfCompany(tx: Tx, organisationId: string): Promise<CourseFile[]> {
  const company = [organisationId];
  await tx.query("SELECT 1 FROM accelerator.company_course WHERE organisation_id = $1 ORDER BY id FOR UPDATE", company);
  return readFiles(tx, "c.organisation_id = $1", company, ["snapshots"]);
}

/** The files of these courses that the viewer may see, in one statement. */
export function findFiles(reader: Reader, courseIds: readonly string[], parts: PartsOfFile): Promise<CourseFile[]> {
  return readFiles(reader, "c.id = ANY ($1::uuid[])", [courseIds], parts);
}

async function readFiles(
  reader: Reader,
  condition: string,
  parameters: readonly unknown[],
  parts: PartsOfFile = KEYS,
): Promise<CourseFile[]> {
  const rows = await reader.query<Record<string, unknown>>(filesSql(condition, parts), parameters);
  return rows.map((row) => {
    const lists = KEYS.map((key) => [key, parts.includes(key) ? rowsOf(LISTS[key][0], row[key]) : []]);
    return { ...row, ...Object.fromEntries(lists) } as unknown as CourseFile;
  });
}

/** Rows as JSON tells them, with the types of the mapping: sums of money come as text. */
function rowsOf({ options }: Mapped, stored: unknown): readonly unknown[] {
  const columns = columnsOf(options).flatMap(([property, column]) => {
    const transformer = column.transformer;
    return transformer === undefined || Array.isArray(transformer) ? [] : [{ property, from: transformer.from }];
  });
  const rows = stored as readonly Record<string, unknown>[];
  if (columns.length === 0) return rows;
  return rows.map((row) => ({
    ...row,
    ...Object.fromEntries(columns.map(({ property, from }) => [property, from(row[property])])),
  }));
}

function columnsOf({ columns }: Mapped["options"]): readonly (readonly [string, EntitySchemaColumnOptions])[] {
  return Object.entries<EntitySchemaColumnOptions | undefined>(columns).flatMap(([property, column]) =>
    column === undefined ? [] : [[property, column] as const],
  );
}

/** Stores what `after` has and `before` has not, and raises the version; a file of version 0 is a new one. */
export async function storeFile(tx: Tx, before: CourseFile, after: CourseFile): Promise<void> {
  const { id, ...changes } = after.course;
  if (before.version === 0) await tx.manager.insert(CompanyCourseEntity, after.course);
  else await tx.manager.update(CompanyCourseEntity, { id }, changes);
  for (const key of KEYS) await storeList(tx, LISTS[key][0], before[key], after[key]);
}

/** Inserts new rows in one statement and updates changed ones; rows that are gone are deleted. */
async function storeList(tx: Tx, entity: Mapped, before: readonly Row[], after: readonly Row[]): Promise<void> {
  const known = new Map(before.map((row) => [row.id, row]));
  const fresh = after.filter(({ id }) => !known.has(id));
  if (fresh.length > 0) await tx.manager.insert(entity, fresh as never);
  for (const row of after) {
    const old = known.get(row.id);
    if (old !== undefined && !deepEqual(old, row))
      await tx.manager.update(entity, { id: row.id } as never, row as never);
  }
  const left = new Set(after.map(({ id }) => id));
  for (const { id } of before) {
    if (!left.has(id)) await tx.manager.delete(entity, { id } as never);
  }
}

/** One row as JSON with the names of the type; whole numbers beyond 32 bits as text, so that none is rounded. */
function jsonOf({ options }: Mapped, alias: string, extra: readonly string[] = []): string {
  const pairs = columnsOf(options).map(([property, column]) => {
    const stored = `${alias}.${column.name ?? property}`;
    return `'${property}', ${stored}${column.type === "bigint" ? "::text" : ""}`;
  });
  return `json_build_object(${[...pairs, ...extra].join(", ")})`;
}

function listSql([entity, order]: readonly [Mapped, string]): string {
  return `coalesce((SELECT json_agg(${jsonOf(entity, "row")} ORDER BY ${order}, row.id)
    FROM accelerator.${entity.options.tableName} row WHERE row.course_id = c.id), '[]')`;
}

const as = (entity: unknown): Mapped => entity as Mapped;

/** What surrounds a course: its call and sessions, its company and partnership, and the programme's rules. */
const AROUND = `
    CASE WHEN k.id IS NULL THEN NULL ELSE ${jsonOf(as(CallEntity), "k", ["'version', k.version"])} END AS call,
    coalesce((SELECT json_agg(${jsonOf(as(SessionEntity), "s")} ORDER BY s.held_on, s.id)
      FROM accelerator.course_session s WHERE s.call_id = c.call_id), '[]') AS sessions,
    coalesce(p.count, 0) AS "openPlacements",
    CASE WHEN o.id IS NULL THEN NULL ELSE json_build_object('id', o.id, 'cvr', o.cvr, 'kinds', o.kinds,
      'sizeClass', o.size_class, 'municipalityCode', o.municipality_code, 'rsvRegistered', o.rsv_registered,
      'mergedInto', o.merged_into) END AS organisation,
    CASE WHEN w.id IS NULL THEN NULL ELSE json_build_object('id', w.id, 'programmeId', w.programme_id,
      'municipalityCodes', w.municipality_codes, 'parties', w.parties, 'signedOn', w.signed_on,
      'closedOn', w.closed_on) END AS partnership,
    coalesce((SELECT json_agg(${jsonOf(as(GrowthRuleEntity), "r")} ORDER BY r.rule_version)
      FROM accelerator.growth_rule r WHERE r.programme_id = c.programme_id), '[]') AS "growthRules"`;

function filesSql(condition: string, parts: PartsOfFile): string {
  const lists = parts.map((key) => `${listSql(LISTS[key])} AS "${key}"`);
  return `
  SELECT ${jsonOf(as(CompanyCourseEntity), "c")} AS course, c.version, 0 AS "acceptedInCall", ${AROUND},
    ${lists.join(",\n    ")}
  FROM accelerator.company_course c
  LEFT JOIN accelerator.accelerator_call k ON k.id = c.call_id
  LEFT JOIN accelerator.organisation_copy o ON o.id = c.organisation_id
  LEFT JOIN accelerator.partnership_copy w ON w.id = c.partnership_id
  LEFT JOIN accelerator.open_placements p ON p.programme_id = c.programme_id AND p.organisation_id = c.organisation_id
  WHERE ${condition} ORDER BY c.id`;
}

/** Lists that belong to the application, which not everybody may see who may see the course. */
const OF_APPLICATION: PartsOfFile = ["applications", "reviews", "checks"];

/** The loaders of what belongs to courses: one statement for all courses of a tick. */
export function fileLoaders({ reader }: Pick<BaseContext, "reader">) {
  const loader = (parts: PartsOfFile) =>
    rowLoader<string, CourseFile>(
      async (ids) => findFiles(await reader(), ids, parts),
      ({ course }) => course.id,
    );
  return {
    applicationFile: loader(OF_APPLICATION),
    courseFile: loader(KEYS.filter((key) => !OF_APPLICATION.includes(key))),
    /** Courses of a programme, of a cohort or of all, with what is measured of them. */
    figures: async (programmeId: string, cohort: string | null): Promise<readonly CourseFile[]> =>
      findFilesOfProgramme(await reader(), programmeId, { cohort, parts: ["snapshots", "advisoryHours"] }),
  };
}
