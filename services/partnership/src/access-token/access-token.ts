/** Tokens for partners: what may be given, and that nobody gives more than it has. Pure. */
import { accept, type Decision, type Limit, type Limits, type Viewer } from "@inclusion/kernel";
import { textRefusals } from "../refusal/common-rules.ts";
import { type Problem, refusedFor, when } from "../refusal/problem.ts";
import type { PartnershipRefusalCode } from "../refusals.ts";
import { nearestName } from "./nearest-name.ts";

/** A token as it is kept, without its secret. Instants are ISO texts. */
export type AccessToken = Readonly<{
  id: string;
  label: string;
  scopes: readonly string[];
  limits: Limits;
  documentsOnly: boolean;
  fixedPeriodsOnly: boolean;
  purpose: string | null;
  organisationId: string | null;
  expiresAt: string;
  parentId: string | null;
  createdBy: string;
  createdAt: string;
  lastUsedAt: string | null;
  revokedAt: string | null;
  revokedBy: string | null;
  revocationReason: string | null;
  version: number;
}>;

export type AccessTokenState = "ACTIVE" | "EXPIRED" | "REVOKED";

/** What is asked for. A limit that is left out is nothing; null, which somebody has to write, is everything. */
export type GivenToken = Readonly<{
  label: string;
  scopes: readonly string[];
  limits: GivenLimits;
  documentsOnly?: boolean | null | undefined;
  fixedPeriodsOnly?: boolean | null | undefined;
  purpose?: string | null | undefined;
  organisationId?: string | null | undefined;
  expiresAt: Date;
}>;

export type GivenLimits = Readonly<{ [Name in keyof Limits]?: readonly string[] | null | undefined }>;

/** Who makes the token. */
export type Maker = Readonly<{
  viewer: Viewer;
  /** The end of the maker's own authority; null when it does not end. */
  expiresAt: Date | null;
  /** How many tokens were made from one another up to the maker's own; 0 for a person. */
  generation: number;
}>;

/** What there is, as far as it can be looked up. */
export type Known = Readonly<{
  now: Date;
  /** Every scope that a field of the graph asks for. */
  scopes: ReadonlySet<string>;
  programmes: ReadonlySet<string>;
  organisations: ReadonlySet<string>;
  municipalities: ReadonlySet<string>;
  regions: ReadonlySet<string>;
}>;

/** What a token comes to when nothing speaks against it. */
export type NewToken = Pick<
  AccessToken,
  "label" | "scopes" | "limits" | "documentsOnly" | "fixedPeriodsOnly" | "purpose" | "organisationId" | "expiresAt"
>;

export const LONGEST_DAYS = 366;
export const MOST_GENERATIONS = 5;
const MOST_SCOPES = 100;
const MOST_IDS = 1_000;
const DAY_MS = 86_400_000;

/** Held by every token without being given, or by our own processes and the people who run the graph alone. */
const RESERVED: ReadonlySet<string> = new Set(["public", "signed-in", "system", "tokens:admin"]);

const NAMES = ["programmes", "municipalities", "regions", "organisations", "courses", "grants"] as const;
const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const PLACE = /^\d{4}$/;

/** Whether the viewer may give any scope and any row; else it gives of its own. */
export function isOperator({ scopes }: Pick<Viewer, "scopes">): boolean {
  return scopes.includes("tokens:admin");
}

/** Where a token stands at an instant. */
export function stateOf(
  { revokedAt, expiresAt }: Pick<AccessToken, "revokedAt" | "expiresAt">,
  now: Date,
): AccessTokenState {
  if (revokedAt !== null) return "REVOKED";
  return new Date(expiresAt) <= now ? "EXPIRED" : "ACTIVE";
}

/**
 * The token that is asked for, or everything that speaks against it.
 *
 * @refuses SCOPE_UNKNOWN, SCOPE_RESERVED, SCOPE_WIDER, LIMIT_SHAPE, LIMIT_UNKNOWN, LIMIT_WIDER, PLACES_HALF_OPEN,
 * FREEDOM_WIDER, EXPIRY_TOO_EARLY, EXPIRY_TOO_LATE, TOKEN_LINE_TOO_LONG, TEXT_MISSING, TEXT_TOO_LONG, CPR_IN_TEXT
 */
export function issueToken(given: GivenToken, maker: Maker, known: Known): Decision<NewToken, PartnershipRefusalCode> {
  const token: NewToken = {
    label: given.label.trim(),
    scopes: [...new Set(given.scopes)].sort(),
    limits: writtenLimits(given.limits),
    documentsOnly: given.documentsOnly ?? true,
    fixedPeriodsOnly: given.fixedPeriodsOnly ?? true,
    purpose: given.purpose?.trim() ?? null,
    organisationId: given.organisationId ?? null,
    expiresAt: given.expiresAt.toISOString(),
  };
  const problems = [
    ...textRefusals(given.label, 100, ["input", "label"]),
    ...textRefusals(given.purpose, 500, ["input", "purpose"]),
    ...scopeProblems(token.scopes, known.scopes),
    ...limitProblems(token.limits, isOperator(maker.viewer) ? known : null),
    ...endProblems(given.expiresAt, known.now),
    ...(isOperator(maker.viewer) ? [] : widerProblems(token, maker)),
    ...when(
      maker.generation >= MOST_GENERATIONS,
      "TOKEN_LINE_TOO_LONG",
      `Your token is number ${maker.generation} of a line, and ${MOST_GENERATIONS} is the most: have a token made by whoever made yours.`,
    ),
  ];
  return refusedFor(problems) ?? accept(token);
}

/** What is left out is nothing. */
function writtenLimits(given: GivenLimits): Limits {
  const written = NAMES.map((name) => {
    const limit = given[name];
    return [name, limit === null ? null : [...new Set(limit ?? [])].sort()];
  });
  return Object.fromEntries(written) as Limits;
}

function scopeProblems(scopes: readonly string[], known: ReadonlySet<string>): readonly Problem[] {
  return [
    ...when(scopes.length > MOST_SCOPES, "LIMIT_SHAPE", `Name at most ${MOST_SCOPES} scopes.`, "scopes"),
    ...scopes.slice(0, MOST_SCOPES).flatMap((scope) => {
      if (RESERVED.has(scope)) {
        const why =
          scope === "public" || scope === "signed-in"
            ? "every token has it: leave it out"
            : "no partner's token holds it";
        return when(true, "SCOPE_RESERVED", `${scope} is not given: ${why}.`, "scopes");
      }
      const near = nearestName(scope, known);
      const hint = near === null ? "see `viewer { types }` for those that there are" : `did you mean ${near}?`;
      const message = `There is no scope "${scope.slice(0, 80)}": ${hint}`;
      return when(!known.has(scope), "SCOPE_UNKNOWN", message, "scopes");
    }),
  ];
}

/** @param known null when whoever asks is told no more than what it may give */
function limitProblems(limits: Limits, known: Known | null): readonly Problem[] {
  const halfOpen = (limits.municipalities === null) !== (limits.regions === null);
  const open = limits.municipalities === null ? "municipalities" : "regions";
  const other = open === "regions" ? "municipalities" : "regions";
  return [
    ...when(
      halfOpen,
      "PLACES_HALF_OPEN",
      `All ${open} are all places: write null for ${other} too, or name the ${open}.`,
      ["limits", other],
    ),
    ...NAMES.flatMap((name) => listProblems(name, limits[name] ?? [], known)),
  ];
}

function listProblems(name: keyof Limits, ids: readonly string[], known: Known | null): readonly Problem[] {
  const field = ["limits", name];
  const isPlace = name === "municipalities" || name === "regions";
  const shape = isPlace ? PLACE : ID;
  const odd = ids.filter((id) => !shape.test(id));
  const there = known !== null && name in known ? known[name as keyof Known] : null;
  const missing = there instanceof Set ? ids.filter((id) => shape.test(id) && !there.has(id)) : [];
  const form = isPlace ? "four digits" : "an id, as the graph gives it";
  return [
    ...when(ids.length > MOST_IDS, "LIMIT_SHAPE", `Name at most ${MOST_IDS} ${name}.`, field),
    ...when(odd.length > 0, "LIMIT_SHAPE", `${shown(odd)} is not ${form}.`, field),
    ...when(
      missing.length > 0,
      "LIMIT_UNKNOWN",
      `There is none of ${name} that you may see named ${shown(missing)}.`,
      field,
    ),
  ];
}

function endProblems(expiresAt: Date, now: Date): readonly Problem[] {
  const latest = new Date(now.getTime() + LONGEST_DAYS * DAY_MS);
  return [
    ...when(expiresAt <= now, "EXPIRY_TOO_EARLY", "Give an instant that is still to come.", "expiresAt"),
    ...when(
      expiresAt > latest,
      "EXPIRY_TOO_LATE",
      `A token is good for at most ${LONGEST_DAYS} days: give an instant up to ${latest.toISOString()}.`,
      "expiresAt",
    ),
  ];
}

/** What a token would have that its maker has not. */
function widerProblems(token: NewToken, { viewer, expiresAt }: Maker): readonly Problem[] {
  const scopes = token.scopes.filter((scope) => !RESERVED.has(scope) && !viewer.scopes.includes(scope));
  const own = asEnforced(viewer.limits);
  const isLater = expiresAt !== null && new Date(token.expiresAt) > expiresAt;
  return [
    ...when(scopes.length > 0, "SCOPE_WIDER", `You do not hold ${shown(scopes)}: leave it out.`, "scopes"),
    ...NAMES.flatMap((name) => {
      const wider = widerIds(token.limits[name], own[name]);
      const message =
        wider === null ? `You do not see all ${name}: name those it may see.` : `You do not see ${shown(wider ?? [])}.`;
      return when(wider === null || wider.length > 0, "LIMIT_WIDER", message, ["limits", name]);
    }),
    ...freedomProblem("documentsOnly", "runs registered documents only", token, viewer),
    ...freedomProblem("fixedPeriodsOnly", "asks for whole periods only", token, viewer),
    ...when(
      isLater,
      "EXPIRY_TOO_LATE",
      `Your own ends on ${expiresAt?.toISOString()}: give an instant up to then.`,
      "expiresAt",
    ),
  ];
}

function freedomProblem(
  name: "documentsOnly" | "fixedPeriodsOnly",
  what: string,
  token: NewToken,
  viewer: Viewer,
): readonly Problem[] {
  const isWider = viewer[name] && !token[name];
  return when(isWider, "FREEDOM_WIDER", `Your own ${what}: so does every token made from it.`, name);
}

/** Municipalities and regions add up, so that null for one of them and a list for the other is the list alone. */
function asEnforced(limits: Limits): Limits {
  const { municipalities, regions } = limits;
  if (municipalities === null && regions === null) return limits;
  return { ...limits, municipalities: municipalities ?? [], regions: regions ?? [] };
}

/** What `asked` allows beyond `own`; null when it allows everything and `own` does not. */
function widerIds(asked: Limit, own: Limit): readonly string[] | null {
  if (own === null) return [];
  return asked === null ? null : asked.filter((id) => !own.includes(id));
}

/** Some names in a sentence; the others are counted. */
function shown(names: readonly string[]): string {
  const first = names.slice(0, 5).map((name) => name.slice(0, 80));
  const rest = names.length - first.length;
  return `${first.join(", ")}${rest === 0 ? "" : ` and ${rest} more`}`;
}
