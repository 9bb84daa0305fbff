/** What a token means, in words and in fields. Pure. */
import { holdsScope, type Limit, type Viewer } from "@inclusion/kernel";

/** A text in Danish and English. */
export type Label = Readonly<{ da: string; en: string }>;

/** In what a token can be limited. */
export type LimitKind = "PROGRAMMES" | "PLACES" | "ORGANISATIONS" | "COURSES" | "GRANTS";

/** One limit; null ids are no limit. */
export type ViewerLimit = Readonly<{ kind: LimitKind; ids: readonly string[] | null; text: Label }>;

/** Names of what a limit holds, as far as the viewer may see them. */
export type Names = Readonly<{
  programmes: ReadonlyMap<string, string>;
  places: ReadonlyMap<string, string>;
  organisations: ReadonlyMap<string, string>;
}>;

/** So many names stand in a sentence; the others are counted. */
const NAMED = 10;

const NOUNS: Readonly<Record<LimitKind, Readonly<{ all: Label; none: Label; some: Label }>>> = {
  PROGRAMMES: nouns("projekter", "programmes"),
  PLACES: nouns("kommuner og regioner", "municipalities and regions"),
  ORGANISATIONS: nouns("organisationer", "organisations"),
  COURSES: nouns("virksomhedsforløb", "company courses"),
  GRANTS: nouns("tilsagn", "grants"),
};

/** The limits of a viewer in words. */
export function limitsOf({ limits }: Pick<Viewer, "limits">, names: Names): readonly ViewerLimit[] {
  const { municipalities, regions } = limits;
  const places: Limit =
    municipalities === null && regions === null ? null : [...(regions ?? []), ...(municipalities ?? [])];
  const none = new Map<string, string>();
  return [
    limitOf("PROGRAMMES", limits.programmes, names.programmes),
    limitOf("PLACES", places, names.places),
    limitOf("ORGANISATIONS", limits.organisations, names.organisations),
    limitOf("COURSES", limits.courses, none),
    limitOf("GRANTS", limits.grants, none),
  ];
}

function limitOf(kind: LimitKind, ids: Limit, names: ReadonlyMap<string, string>): ViewerLimit {
  const { all, none, some } = NOUNS[kind];
  if (ids === null) return { kind, ids, text: all };
  if (ids.length === 0) return { kind, ids, text: none };
  const known = ids.flatMap((id) => names.get(id) ?? []).slice(0, NAMED);
  const rest = ids.length - known.length;
  const list = (and: string, others: string): string => {
    if (known.length === 0) return "";
    return `: ${known.join(", ")}${rest === 0 ? "" : ` ${and} ${rest} ${others}`}`;
  };
  return {
    kind,
    ids,
    text: {
      da: `${ids.length} ${some.da}${list("og", ids.length - known.length === 1 ? "anden" : "andre")}.`,
      en: `${ids.length} ${some.en}${list("and", ids.length - known.length === 1 ? "other" : "others")}.`,
    },
  };
}

function nouns(da: string, en: string): Readonly<{ all: Label; none: Label; some: Label }> {
  return {
    all: { da: `Alle ${da}.`, en: `All ${en}.` },
    none: { da: `Ingen ${da}.`, en: `No ${en}.` },
    some: { da: `af alle ${da}`, en: `of all ${en}` },
  };
}

/** Scopes of fields, as "Type.field"; a field that is not there is open. */
export type FieldScopes = ReadonlyMap<string, readonly (readonly string[])[]>;

/** A type and its fields. */
export type TypeFields = Readonly<{ name: string; fields: readonly string[] }>;

/** What of a type a viewer may read. */
export type ViewerType = Readonly<{
  name: string;
  readable: readonly string[];
  hidden: readonly Readonly<{ name: string; requiredScopes: readonly (readonly string[])[] }>[];
}>;

/** The fields of a type that a viewer may read, and those that are null for it. */
export function readableOf(viewer: Viewer, { name, fields }: TypeFields, scopes: FieldScopes): ViewerType {
  const judged = [...fields]
    .sort()
    .map((field) => ({ name: field, requiredScopes: scopes.get(`${name}.${field}`) ?? null }));
  const isOpen = ({ requiredScopes }: (typeof judged)[number]): boolean =>
    requiredScopes === null || holdsScope(viewer, requiredScopes);
  return {
    name,
    readable: judged.filter(isOpen).map((field) => field.name),
    hidden: judged
      .filter((field) => !isOpen(field))
      .map((field) => ({ name: field.name, requiredScopes: field.requiredScopes ?? [] })),
  };
}

/** How many rows there are of each kind; null for what a viewer may not read row by row. */
export type Visible<Count> = Readonly<
  Record<"programmes" | "municipalities" | "organisations" | "partnerships", Count>
>;

/** Counts for a viewer: without the scope to read rows there is no count of them either. */
export function visibleTo(viewer: Viewer, counts: Visible<number>): Visible<number | null> {
  const seen = (count: number, ...anyOf: readonly (readonly string[])[]) => (holdsScope(viewer, anyOf) ? count : null);
  return {
    programmes: seen(counts.programmes, ["public"]),
    municipalities: seen(counts.municipalities, ["public"]),
    organisations: seen(counts.organisations, ["programmes:read"]),
    partnerships: seen(counts.partnerships, ["partnerships:read"]),
  };
}
