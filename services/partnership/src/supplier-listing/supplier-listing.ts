/** Listings of the supplier portal: what may stand in one, and where it goes from where. Pure. */
import { acceptUnless, type Decision, type LocalDate, type Refusal, refuse } from "@inclusion/kernel";
import type { ProgrammeArea } from "../programme/programme.ts";
import { rangeRefusals, textRefusals } from "../refusal/common-rules.ts";
import { isFresh, type Registration } from "../rsv/rsv.ts";
import { readCpv } from "./cpv.ts";

export type ListingState = "DRAFT" | "SUBMITTED" | "PUBLISHED" | "STALE" | "REMOVED";
export type Offer = Readonly<{ cpv: string; title: string; description: string | null }>;
export type Reference = Readonly<{ customer: string; what: string; year: number | null }>;

/** What an enterprise says of itself. */
export type ListingContent = Readonly<{
  profile: string;
  /** In order of their codes. */
  offers: readonly Offer[];
  capacityHours: number | null;
  capacityPeople: number | null;
  nationwide: boolean;
  municipalityCodes: readonly string[];
  regionCodes: readonly string[];
  programmeAreas: readonly ProgrammeArea[];
  references: readonly Reference[];
}>;

/** A listing as stored; its state is that of the day on which it is read. */
export type SupplierListing = ListingContent &
  Readonly<{
    id: string;
    organisationId: string;
    state: ListingState;
    rsvCheckedOn: LocalDate;
    publishedOn: LocalDate | null;
    removeReason: string | null;
    version: number;
  }>;

/** The content of a listing as people hand it in. */
export type GivenContent = Readonly<{
  profile: string;
  offers: readonly Readonly<{ cpv: string; title: string; description?: string | null | undefined }>[];
  capacityHoursPerMonth?: number | null | undefined;
  capacityPeople?: number | null | undefined;
  areas: Readonly<{
    nationwide?: boolean | null | undefined;
    municipalityCodes?: readonly string[] | null | undefined;
    regionCodes?: readonly string[] | null | undefined;
    programmeAreas?: readonly ProgrammeArea[] | null | undefined;
  }>;
  references?:
    | readonly Readonly<{ customer: string; what: string; year?: number | null | undefined }>[]
    | null
    | undefined;
}>;

/** Places that a listing may name on the day. */
export type KnownPlaces = Readonly<{
  municipalities: ReadonlySet<string>;
  /** By code, whether the region exists on the day. */
  regions: ReadonlyMap<string, boolean>;
  year: number;
}>;

type ContentCode =
  | "TEXT_MISSING"
  | "TEXT_TOO_LONG"
  | "CPR_IN_TEXT"
  | "VALUE_OUT_OF_RANGE"
  | "OFFER_MISSING"
  | "OFFER_REPEATED"
  | "AREA_MISSING"
  | "MUNICIPALITY_UNKNOWN"
  | "REGION_UNKNOWN"
  | "REGION_NOT_IN_FORCE"
  | "CPV_SHAPE"
  | "CPV_CHECK_DIGIT"
  | "CPV_DIVISION_UNKNOWN";

/**
 * Reads what is to stand in a listing.
 *
 * @refuses OFFER_MISSING, OFFER_REPEATED, AREA_MISSING, the codes of CPV codes, places, texts and numbers
 */
export function readContent(given: GivenContent, places: KnownPlaces): Decision<ListingContent, ContentCode> {
  const references = given.references ?? [];
  const refusals: Refusal<ContentCode>[] = [
    ...textRefusals(given.profile, 4_000, ["input", "profile"]),
    ...rangeRefusals(given.capacityHoursPerMonth, [1, 1_000_000], ["input", "capacityHoursPerMonth"]),
    ...rangeRefusals(given.capacityPeople, [1, 100_000], ["input", "capacityPeople"]),
    ...rangeRefusals(references.length, [0, 50], ["input", "references"]),
    ...references.flatMap(({ customer, what, year }, at) => [
      ...textRefusals(customer, 200, ["input", "references", String(at), "customer"]),
      ...textRefusals(what, 500, ["input", "references", String(at), "what"]),
      ...rangeRefusals(year, [1990, places.year], ["input", "references", String(at), "year"]),
    ]),
    ...offerRefusals(given.offers),
    ...areaRefusals(given.areas, places),
  ];
  return acceptUnless(refusals, () => contentOf(given));
}

function contentOf(given: GivenContent): ListingContent {
  const offers = given.offers.map(({ cpv, title, description }) => ({
    cpv: cpv.trim().slice(0, 8),
    title: title.trim(),
    description: description ?? null,
  }));
  return {
    profile: given.profile.trim(),
    offers: offers.sort((a, b) => (a.cpv < b.cpv ? -1 : 1)),
    capacityHours: given.capacityHoursPerMonth ?? null,
    capacityPeople: given.capacityPeople ?? null,
    nationwide: given.areas.nationwide ?? false,
    municipalityCodes: distinct(given.areas.municipalityCodes),
    regionCodes: distinct(given.areas.regionCodes),
    programmeAreas: distinct(given.areas.programmeAreas),
    references: (given.references ?? []).map(({ customer, what, year }) => ({ customer, what, year: year ?? null })),
  };
}

function distinct<Text extends string>(texts: readonly Text[] | null | undefined): Text[] {
  return [...new Set(texts ?? [])].sort();
}

function offerRefusals(offers: GivenContent["offers"]): Refusal<ContentCode>[] {
  const field = ["input", "offers"];
  if (offers.length === 0)
    return [{ code: "OFFER_MISSING", message: "Name at least one thing that can be ordered.", field }];
  const refusals: Refusal<ContentCode>[] = rangeRefusals(offers.length, [1, 100], field);
  const met = new Set<string>();
  for (const [at, { cpv, title, description }] of offers.entries()) {
    const of = [...field, String(at)];
    const read = readCpv(cpv, [...of, "cpv"]);
    if (!read.ok) refusals.push(...read.refusals);
    else if (met.has(read.value)) {
      const message = `${read.value} stands twice: say both in one offer.`;
      refusals.push({ code: "OFFER_REPEATED", message, field: [...of, "cpv"] });
    } else met.add(read.value);
    refusals.push(...textRefusals(title, 200, [...of, "title"]));
    refusals.push(...textRefusals(description, 1_000, [...of, "description"]));
  }
  return refusals;
}

function areaRefusals(areas: GivenContent["areas"], places: KnownPlaces): Refusal<ContentCode>[] {
  const field = ["input", "areas"];
  const { municipalityCodes, regionCodes, programmeAreas } = areas;
  const named = [...(municipalityCodes ?? []), ...(regionCodes ?? []), ...(programmeAreas ?? [])];
  if (named.length === 0 && areas.nationwide !== true) {
    const message = "Say where the enterprise delivers: name places, or the whole country.";
    return [{ code: "AREA_MISSING", message, field }];
  }
  const unknown = (municipalityCodes ?? []).filter((code) => !places.municipalities.has(code));
  return [
    ...unknown.map((code): Refusal<ContentCode> => {
      const message = `${code} is none of the 98 municipalities.`;
      return { code: "MUNICIPALITY_UNKNOWN", message, field: [...field, "municipalityCodes"] };
    }),
    ...(regionCodes ?? []).flatMap((code): Refusal<ContentCode>[] => {
      const inForce = places.regions.get(code);
      const at = [...field, "regionCodes"];
      if (inForce === undefined)
        return [{ code: "REGION_UNKNOWN", message: `${code} is no region's code.`, field: at }];
      const message = `The region ${code} does not exist today: name one that does.`;
      return inForce ? [] : [{ code: "REGION_NOT_IN_FORCE", message, field: at }];
    }),
  ];
}

/** The state that a stored state is on `day`: nothing is shown as published when its look-up is old. */
export function stateOn(stored: ListingState, rsvCheckedOn: LocalDate, day: LocalDate): ListingState {
  return stored === "PUBLISHED" && !isFresh(rsvCheckedOn, day) ? "STALE" : stored;
}

/** Steps of a listing, and the states from which each may be taken. */
const STEPS = {
  correct: { from: ["DRAFT", "SUBMITTED", "PUBLISHED", "STALE"], to: null },
  submit: { from: ["DRAFT"], to: "SUBMITTED" },
  publish: { from: ["SUBMITTED", "STALE"], to: "PUBLISHED" },
  remove: { from: ["DRAFT", "SUBMITTED", "PUBLISHED", "STALE"], to: "REMOVED" },
} as const satisfies Record<string, { from: readonly ListingState[]; to: ListingState | null }>;

export type ListingStep = keyof typeof STEPS;

/**
 * The state after a step; a correction leaves it as it is.
 *
 * @refuses ILLEGAL_TRANSITION
 */
export function stepTo(state: ListingState, step: ListingStep): Decision<ListingState, "ILLEGAL_TRANSITION"> {
  const { from, to } = STEPS[step];
  const legal: readonly ListingState[] = from;
  return acceptUnless<ListingState, "ILLEGAL_TRANSITION">(
    legal.includes(state)
      ? []
      : [
          {
            code: "ILLEGAL_TRANSITION",
            message: `From ${state} there is no step ${step}; there is from ${from.join(", ")}.`,
          },
        ],
    () => to ?? state,
  );
}

/**
 * The day of the look-up under which a listing may be written or shown.
 *
 * @refuses RSV_NOT_REGISTERED, RSV_CHECK_OLD
 */
export function lookedUp(
  registrations: readonly Registration[],
  today: LocalDate,
  field: readonly string[],
): Decision<LocalDate, "RSV_NOT_REGISTERED" | "RSV_CHECK_OLD"> {
  const open = registrations.find(({ since, until }) => since <= today && until === null);
  if (open === undefined) {
    const message = "Only registered social enterprises are listed: record the registration first.";
    return refuse({ code: "RSV_NOT_REGISTERED", message, field });
  }
  const message = `The register was last looked up on ${open.checkedOn}: look it up again, at most 90 days ago counts.`;
  return acceptUnless(
    isFresh(open.checkedOn, today) ? [] : [{ code: "RSV_CHECK_OLD" as const, message, field }],
    () => open.checkedOn,
  );
}
