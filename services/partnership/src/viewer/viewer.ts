/** What a token means, in words and in fields. Pure. */
import { holdsScope, type Language, type Limit, type Viewer } from "@inclusion/kernel";

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

/** A noun in both languages, one and several. */
type Noun = Readonly<{ one: Label; many: Label }>;

const PROGRAMMES = noun(["projekt", "projekter"], ["programme", "programmes"]);
const MUNICIPALITIES = noun(["kommune", "kommuner"], ["municipality", "municipalities"]);
const REGIONS = noun(["region", "regioner"], ["region", "regions"]);
const ORGANISATIONS = noun(["organisation", "organisationer"], ["organisation", "organisations"]);
const COURSES = noun(["virksomhedsforløb", "virksomhedsforløb"], ["company course", "company courses"]);
const GRANTS = noun(["tilsagn", "tilsagn"], ["grant", "grants"]);

/** Some of the ids of a limit, which are of one noun. */
type Part = Readonly<{ noun: Noun; ids: Limit }>;

/** The limits of a viewer in words. */
export function limitsOf({ limits }: Pick<Viewer, "limits">, names: Names): readonly ViewerLimit[] {
  const { municipalities, regions } = limits;
  const isEverywhere = municipalities === null && regions === null;
  const places = [
    { noun: REGIONS, ids: isEverywhere ? null : (regions ?? []) },
    { noun: MUNICIPALITIES, ids: isEverywhere ? null : (municipalities ?? []) },
  ];
  const none = new Map<string, string>();
  return [
    limitOf("PROGRAMMES", [{ noun: PROGRAMMES, ids: limits.programmes }], names.programmes),
    limitOf("PLACES", places, names.places),
    limitOf("ORGANISATIONS", [{ noun: ORGANISATIONS, ids: limits.organisations }], names.organisations),
    limitOf("COURSES", [{ noun: COURSES, ids: limits.courses }], none),
    limitOf("GRANTS", [{ noun: GRANTS, ids: limits.grants }], none),
  ];
}

function limitOf(kind: LimitKind, parts: readonly Part[], names: ReadonlyMap<string, string>): ViewerLimit {
  const ids = parts.some((part) => part.ids === null) ? null : parts.flatMap((part) => part.ids ?? []);
  return { kind, ids, text: { da: sentenceOf("da", parts, names), en: sentenceOf("en", parts, names) } };
}

const WORDS = {
  da: { all: "Alle", none: "Ingen", only: "Kun", and: " og ", or: " eller ", more: "til" },
  en: { all: "All", none: "No", only: "Only", and: " and ", or: " or ", more: "more" },
} as const;

/** "All programmes.", "No grants.", "Only 1 region and 2 municipalities: Region Midtjylland, Odense and 1 more." */
function sentenceOf(language: Language, parts: readonly Part[], names: ReadonlyMap<string, string>): string {
  const { all, none, only, and, or, more } = WORDS[language];
  const many = parts.map(({ noun }) => noun.many[language]);
  if (parts.some(({ ids }) => ids === null)) return `${all} ${many.join(and)}.`;
  const ids = parts.flatMap((part) => part.ids ?? []);
  if (ids.length === 0) return `${none} ${many.join(or)}.`;
  const counts = parts.flatMap(({ noun, ids }) => {
    const count = ids?.length ?? 0;
    return count === 0 ? [] : [`${count} ${(count === 1 ? noun.one : noun.many)[language]}`];
  });
  const known = ids.flatMap((id) => names.get(id) ?? []).slice(0, NAMED);
  const rest = ids.length - known.length;
  const list = known.length === 0 ? "" : `: ${known.join(", ")}${rest === 0 ? "" : `${and}${rest} ${more}`}`;
  return `${only} ${counts.join(and)}${list}.`;
}

function noun(da: readonly [string, string], en: readonly [string, string]): Noun {
  return { one: { da: da[0], en: en[0] }, many: { da: da[1], en: en[1] } };
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
