/** What is typed to make a token, as the graph takes it; and a token in words. Pure. */
import { InputError } from "./input-error.ts";

/** The options of `token create`. */
export type CreateOptions = Readonly<{
  label: string;
  scope: readonly string[];
  programme: readonly string[];
  municipality: readonly string[];
  region: readonly string[];
  organisation: readonly string[];
  course: readonly string[];
  grant: readonly string[];
  expires: string;
  /** False is written on purpose, as in the graph. */
  documentsOnly?: boolean | undefined;
  fixedPeriods?: boolean | undefined;
  purpose?: string | undefined;
  partner?: string | undefined;
}>;

/** A token as the graph tells it. */
export type Token = Readonly<{
  id: string;
  label: string;
  scopes: readonly string[];
  limits: Readonly<Record<string, readonly string[] | null>>;
  documentsOnly: boolean;
  fixedPeriodsOnly: boolean;
  state: string;
  expiresAt: string;
  lastUsedAt: string | null;
  revokedAt: string | null;
}>;

/** A token that was just made, with what its partner sends. */
export type Made = Token & Readonly<{ token: string }>;

const ALL = "all";
const HOUR_MS = 3_600_000;

/** Whether a programme is named by something else than its id. */
export function isSlug(name: string): boolean {
  return name !== ALL && !/^[0-9a-f-]{36}$/.test(name);
}

/** The input of the mutation `accessTokenCreate`. @throws InputError for a time that cannot be read */
export function inputOf(options: CreateOptions, now: Date): Readonly<Record<string, unknown>> {
  const { municipality, region } = options;
  // All municipalities are all places, and so are all regions: either says it, unless the other names some.
  const everywhere =
    [...municipality, ...region].length > 0 && [...municipality, ...region].every((each) => each === ALL);
  return {
    label: options.label,
    scopes: options.scope,
    limits: {
      programmes: limitOf(options.programme),
      municipalities: everywhere ? null : limitOf(municipality),
      regions: everywhere ? null : limitOf(region),
      organisations: limitOf(options.organisation),
      courses: limitOf(options.course),
      grants: limitOf(options.grant),
    },
    documentsOnly: options.documentsOnly !== false,
    fixedPeriodsOnly: options.fixedPeriods !== false,
    purpose: options.purpose ?? null,
    organisationId: options.partner ?? null,
    expiresAt: endOf(options.expires, now).toISOString(),
  };
}

function limitOf(names: readonly string[]): readonly string[] | null {
  if (!names.includes(ALL)) return names;
  if (names.some((name) => name !== ALL))
    throw new InputError(`Give "all", or name them: ${names.join(", ")} is both.`);
  return null;
}

/** `90d` and `12h` from now; a day ends with its last moment in UTC. */
function endOf(text: string, now: Date): Date {
  const [, count, unit] = /^(\d{1,4})([dh])$/.exec(text) ?? [];
  if (count !== undefined) return new Date(now.getTime() + Number(count) * (unit === "d" ? 24 : 1) * HOUR_MS);
  const end = new Date(/^\d{4}-\d{2}-\d{2}$/.test(text) ? `${text}T23:59:59.999Z` : Number.NaN);
  if (Number.isNaN(end.getTime())) throw new InputError(`--expires ${text}: give 90d, 12h or a day as 2027-06-30.`);
  return end;
}

/** What whoever makes a token is likely to have forgotten. */
export function warningsOf({ limits, scopes }: Pick<Token, "limits" | "scopes">): readonly string[] {
  const isEmpty = (name: string): boolean => limits[name]?.length === 0;
  const noPlace = isEmpty("municipalities") && isEmpty("regions");
  return [
    ...(scopes.length === 0 ? ["It has no scope: it reads what is public. Give --scope."] : []),
    ...(isEmpty("programmes") ? ["It sees no programme: give --programme all, or name some."] : []),
    ...(noPlace ? ["It sees no place: give --region or --municipality, or all of them."] : []),
  ];
}

/** A token that was just made, in words. */
export function made(token: Made): string {
  const limits = Object.entries(token.limits).map(([name, ids]) => `${name} ${idsOf(ids)}`);
  return [
    token.token,
    "",
    `  id        ${token.id}`,
    `  label     ${token.label}`,
    `  scopes    ${token.scopes.join(" ") || "none"}`,
    `  sees      ${limits.join("; ")}`,
    `  asks      ${token.documentsOnly ? "registered documents only" : "any query"}; ${token.fixedPeriodsOnly ? "whole periods only" : "any days"}`,
    `  until     ${token.expiresAt}`,
    "",
    "The first line is the token. It is kept nowhere and is not shown again.",
  ].join("\n");
}

/** A token on one line. */
export function rowOf({ id, state, label, expiresAt, lastUsedAt, scopes }: Token): string {
  const used = lastUsedAt === null ? "never used" : `used ${lastUsedAt.slice(0, 16)}`;
  return `${id}  ${state.padEnd(7)}  until ${expiresAt.slice(0, 10)}  ${used.padEnd(21)}  ${label}  (${scopes.join(" ")})`;
}

function idsOf(ids: readonly string[] | null): string {
  if (ids === null) return "all";
  return ids.length === 0 ? "none" : ids.join(", ");
}
