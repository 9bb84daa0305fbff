/**
 * Who asks, and how far they may see.
 *
 * Everything fails closed: a limit is a list of what may be seen, an empty list is nothing,
 * and only `null`, which somebody must have written on purpose, is everything.
 */

/** The ids that may be seen: null is all of them, an empty list is none. */
export type Limit = readonly string[] | null;

/** How far a caller sees in each direction. A row is visible when every limit that concerns it allows it. */
export type Limits = Readonly<{
  programmes: Limit;
  municipalities: Limit;
  regions: Limit;
  organisations: Limit;
  courses: Limit;
  grants: Limit;
}>;

/** The caller of one request, as its token says. */
export type Viewer = Readonly<{
  /** Who it is, stable from token to token. */
  subject: string;
  /** For people to read; decides nothing. */
  name: string;
  roles: readonly string[];
  scopes: readonly string[];
  limits: Limits;
  /** The caller may only run operations that are stored beforehand. */
  documentsOnly: boolean;
  /** The caller may only ask for whole months, quarters and half-years, so that two answers cannot be subtracted. */
  fixedPeriodsOnly: boolean;
  /** The instant, as ISO text, from which the viewer is nobody; null when it does not end. */
  expiresAt: string | null;
  /** Which of the subject's tokens it is; absent without a token. For logs; decides nothing. */
  tokenId?: string;
}>;

/** Limits that hide nothing. */
export const UNLIMITED: Limits = {
  programmes: null,
  municipalities: null,
  regions: null,
  organisations: null,
  courses: null,
  grants: null,
};

/** Limits that hide everything. */
export const NOTHING: Limits = {
  programmes: [],
  municipalities: [],
  regions: [],
  organisations: [],
  courses: [],
  grants: [],
};

/** The caller without a token: what is published, and no row behind it. */
export const ANYONE: Viewer = {
  subject: "anyone",
  name: "Anyone",
  roles: [],
  scopes: ["public"],
  limits: NOTHING,
  documentsOnly: true,
  fixedPeriodsOnly: true,
  expiresAt: null,
};

/** One of our own processes at work without a person, as a job that reads facts; `name` stands in the audit log. */
export function systemViewer(name: string): Viewer {
  return {
    subject: `system:${name}`,
    name,
    roles: [],
    scopes: ["system"],
    limits: UNLIMITED,
    documentsOnly: false,
    fixedPeriodsOnly: false,
    expiresAt: null,
  };
}

/**
 * Whether the viewer holds every scope of at least one of the lists.
 *
 * No list at all is never held, so that a forgotten policy shuts the door. An empty list inside is always held.
 */
export function holdsScope(viewer: Viewer, anyOf: readonly (readonly string[])[]): boolean {
  return anyOf.some((allOf) => allOf.every((scope) => viewer.scopes.includes(scope)));
}

/** Whether `limit` lets the row with `id` be seen; a row without an id is seen by the unlimited only. */
export function allows(limit: Limit, id: string | null): boolean {
  return limit === null || (id !== null && limit.includes(id));
}

/** The limits that allow exactly what both `a` and `b` allow. */
export function narrower(a: Limits, b: Limits): Limits {
  return {
    programmes: common(a.programmes, b.programmes),
    municipalities: common(a.municipalities, b.municipalities),
    regions: common(a.regions, b.regions),
    organisations: common(a.organisations, b.organisations),
    courses: common(a.courses, b.courses),
    grants: common(a.grants, b.grants),
  };
}

/**
 * A text that is equal for two viewers exactly when they are the same subject and may see the same.
 *
 * For the keys of caches and the binding of cursors. Order and repetition in lists do not matter; the name and the
 * expiry are left out, so that a renewed token goes on where the old one stopped.
 */
export function viewerKey(viewer: Viewer): string {
  const { programmes, municipalities, regions, organisations, courses, grants } = viewer.limits;
  return JSON.stringify([
    viewer.subject,
    sorted(viewer.roles),
    sorted(viewer.scopes),
    [programmes, municipalities, regions, organisations, courses, grants].map((limit) => limit && sorted(limit)),
    viewer.documentsOnly,
    viewer.fixedPeriodsOnly,
  ]);
}

function common(a: Limit, b: Limit): Limit {
  if (a === null) return b;
  if (b === null) return a;
  return a.filter((id) => b.includes(id));
}

function sorted(texts: readonly string[]): readonly string[] {
  return [...new Set(texts)].sort();
}
