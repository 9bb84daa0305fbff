/** Registrations as social enterprises, with lapses, and the listings of the supplier portal. Pure. */
import { type LocalDate, localDate, type MeasureEntry } from "@inclusion/kernel";
import { CRITERIA, FRESH_DAYS } from "@inclusion/partnership/rsv/rsv";
import type { RsvRow } from "@inclusion/partnership/rsv/rsv.entity";
import { RsvEntity } from "@inclusion/partnership/rsv/rsv.entity";
import { type CountedListing, listingEntry } from "@inclusion/partnership/supplier-listing/listing-entry";
import {
  type ListingRow,
  SupplierListingEntity,
} from "@inclusion/partnership/supplier-listing/supplier-listing.entity";
import { movedBy } from "./days.ts";
import { entityTable } from "./partnership-files.ts";
import type { ProgrammeSpan } from "./places.ts";
import { dayAfter, type Random } from "./random.ts";
import type { OrganisationRow, Told } from "./rows.ts";
import type { TableRows } from "./table-rows.ts";

/** What becomes of a listing; a stale one was looked up too long ago. */
type ListingFate = ListingRow["state"] | "NONE";

/** A company that may be a supplier: what it offers, and how its registration goes. */
type SupplierPlot = Readonly<{
  /** The code of what it offers, of eight digits, and its words. */
  offer: readonly [cpv: string, title: string, description: string];
  listing: ListingFate;
  /** Days after the first day in the accelerator on which the registration lapsed; it may come back later. */
  lapsesAfter?: number;
  returns?: true;
}>;

/** Companies by name; who is not named is not registered. */
const SUPPLIERS: Readonly<Record<string, SupplierPlot>> = {
  "Opdigtet Café Havblik": {
    offer: ["55330000", "Café og mødeforplejning", "Frokost og kaffe til møder"],
    listing: "PUBLISHED",
  },
  "Opdigtet Cykelsmedje": { offer: ["50000000", "Eftersyn af cykler", "Vi henter og bringer"], listing: "PUBLISHED" },
  "Opdigtet Pakkeri": {
    offer: ["79920000", "Pakning", "Pakning og etikettering"],
    listing: "REMOVED",
    lapsesAfter: 210,
  },
  "Opdigtet Klippegartneri": { offer: ["77300000", "Havearbejde", "Pleje af grønne områder"], listing: "PUBLISHED" },
  "Opdigtet Bogtrykkeri": { offer: ["79800000", "Trykning", "Foldere, bøger og plakater"], listing: "PUBLISHED" },
  "Opdigtet Brødværk": { offer: ["15800000", "Brød og kager", "Levering hver morgen"], listing: "PUBLISHED" },
  "Opdigtet Sejlmagerhus": {
    offer: ["39500000", "Presenninger", "Syning efter mål"],
    listing: "REMOVED",
    lapsesAfter: 640,
  },
  "Opdigtet Genbrugshal": {
    ...{ offer: ["90500000", "Sortering af genbrug", "Sortering og videresalg"], listing: "SUBMITTED" },
    ...{ lapsesAfter: 160, returns: true },
  },
  "Opdigtet Rengøringslaug": {
    offer: ["90910000", "Rengøring", "Rengøring af kontorer og skoler"],
    listing: "PUBLISHED",
  },
  "Opdigtet Havneservice": { offer: ["63000000", "Havneservice", "Oprydning og vedligehold"], listing: "STALE" },
  "Opdigtet Møbelværksted": { offer: ["39100000", "Møbler", "Borde og stole af genbrugstræ"], listing: "PUBLISHED" },
  "Opdigtet Systue": { offer: ["18100000", "Arbejdstøj", "Syning og reparation af arbejdstøj"], listing: "PUBLISHED" },
  "Opdigtet Kantinekøkken": {
    offer: ["55500000", "Kantinedrift", "Frokostordning for arbejdspladser"],
    listing: "PUBLISHED",
  },
  "Opdigtet Elektronikhus": {
    offer: ["50300000", "Reparation af computere", "Sletning og genbrug"],
    listing: "PUBLISHED",
  },
  "Opdigtet Byggeservice": { offer: ["45400000", "Maling og gulve", "Istandsættelse af boliger"], listing: "STALE" },
  "Opdigtet Vaskeri": { offer: ["98310000", "Vask", "Vask af linned og arbejdstøj"], listing: "DRAFT" },
  "Opdigtet Sansehave": { offer: ["77310000", "Beplantning", "Sansehaver ved plejecentre"], listing: "PUBLISHED" },
};

/** A company and, of one in the accelerator, its first day there. */
export type Supplier = Readonly<{ organisation: OrganisationRow; acceptedOn: LocalDate | null }>;

/** An organisation as other services know it, with its registration at the time. */
export type RegistrationCopy = Pick<OrganisationRow, "id" | "kinds" | "municipalityCode"> &
  Readonly<{
    cvr: string | null;
    rsvRegistered: boolean;
    /** All days of registration that are known then; a standing one has no last day. */
    registered: readonly Readonly<{ from: LocalDate; until: LocalDate | null }>[];
  }>;

/** What the services keep of the suppliers. */
export type SupplierTables = Readonly<{
  partnership: readonly TableRows[];
  /** Who was registered when, as the other services were told. */
  copies: readonly Told<RegistrationCopy>[];
  entries: readonly Told<MeasureEntry>[];
}>;

/**
 * Registrations and listings, and what the accelerator was told of them in its time.
 *
 * @param today the day on which the register was looked up last: what is published is fresh on it
 */
export function supplierTables(
  random: Random,
  span: ProgrammeSpan,
  suppliers: readonly Supplier[],
  today: LocalDate,
): SupplierTables {
  const told = suppliers.map((supplier) =>
    supplierRows(random.fork(supplier.organisation.name), supplier, { span, today }),
  );
  const listings = told.flatMap(({ listing }) => listing);
  // Who is registered again is stored when the first registration has ended.
  const [first, again] = [0, 1].map((at) => told.flatMap(({ registrations }) => registrations[at] ?? []));
  return {
    entries: told.flatMap(({ entries }) => entries),
    partnership: [
      entityTable(RsvEntity, first ?? []),
      entityTable(RsvEntity, again ?? []),
      entityTable(SupplierListingEntity, listings),
    ],
    copies: told.flatMap(({ copies }) => copies),
  };
}

type Frame = Readonly<{ span: ProgrammeSpan; today: LocalDate }>;

function supplierRows(random: Random, { organisation, acceptedOn }: Supplier, frame: Frame) {
  const plot = SUPPLIERS[organisation.name];
  const lapsedOn =
    plot?.lapsesAfter === undefined || acceptedOn === null ? null : movedBy(acceptedOn, plot.lapsesAfter);
  const known = (registered: RegistrationCopy["registered"], day: LocalDate): Told<RegistrationCopy> => {
    const { id, cvr = null, kinds, municipalityCode } = organisation;
    const rsvRegistered = registered.some(({ until }) => until === null);
    return { row: { id, cvr, kinds, municipalityCode, rsvRegistered, registered }, recordedAt: random.instant(day) };
  };
  if (plot === undefined)
    return { registrations: [], listing: [], entries: [], copies: [known([], frame.span.startsOn)] };
  const registrations = registrationsOf(random, organisation, plot, { ...frame, lapsedOn });
  const returnedOn = plot.returns === true && lapsedOn !== null ? movedBy(lapsedOn, 540) : null;
  const [[begun] = []] = registrations;
  const first = localDate(begun?.row.since ?? frame.span.startsOn);
  const ended = { from: first, until: lapsedOn };
  const listed = listingOf(random, organisation, plot, { ...frame, lapsedOn });
  return {
    registrations,
    ...listed,
    copies: [
      known([{ from: first, until: null }], movedBy(first, 3)),
      ...(lapsedOn === null ? [] : [known([ended], movedBy(lapsedOn, 1))]),
      ...(returnedOn === null ? [] : [known([ended, { from: returnedOn, until: null }], movedBy(returnedOn, 1))]),
    ],
  };
}

type Lapsing = Frame & Readonly<{ lapsedOn: LocalDate | null }>;

/** The registrations one after the other, every version of each, with what showed that the five conditions of the Act are met. */
function registrationsOf(
  random: Random,
  { id: organisationId, name }: OrganisationRow,
  { listing, returns }: SupplierPlot,
  { span, today, lapsedOn }: Lapsing,
): readonly (readonly Told<RsvRow>[])[] {
  const criteria = CRITERIA.map((code) => ({ code, evidence: `Opdigtet bilag om ${code}` }));
  const open = (since: LocalDate): RsvRow => ({
    ...{ id: random.id(since), organisationId, since, until: null, endReason: null, criteria },
    ...{ source: "Opdigtet opslag i CVR", checkedOn: since },
  });
  const first = open(
    name === "Opdigtet Sansehave" ? localDate("2022-03-14") : movedBy(span.startsOn, random.between(5, 60)),
  );
  const lookedUp = (row: RsvRow): Told<RsvRow> => {
    const checkedOn = movedBy(
      today,
      listing === "STALE" ? -FRESH_DAYS - random.between(20, 200) : -random.between(2, 40),
    );
    return { row: { ...row, checkedOn }, recordedAt: random.instant(checkedOn) };
  };
  const begun: Told<RsvRow> = { row: first, recordedAt: random.instant(movedBy(localDate(first.since), 3)) };
  if (lapsedOn === null) return [[begun, lookedUp(first)]];
  const ended: RsvRow = { ...first, until: lapsedOn, endReason: "BY_AUTHORITY", checkedOn: lapsedOn };
  const lapse: Told<RsvRow> = { row: ended, recordedAt: random.instant(movedBy(lapsedOn, 1)) };
  if (returns !== true) return [[begun, lapse]];
  const again = open(movedBy(lapsedOn, 540));
  return [
    [begun, lapse],
    [{ row: again, recordedAt: random.instant(movedBy(lapsedOn, 541)) }, lookedUp(again)],
  ];
}

/** The listing as it stands, and how long it counted in the programme. */
function listingOf(
  random: Random,
  organisation: OrganisationRow,
  plot: SupplierPlot,
  { span, today, lapsedOn }: Lapsing,
) {
  const { id: organisationId, name, municipalityCode } = organisation;
  const [cpv, title, description] = plot.offer;
  const state = plot.listing;
  if (state === "NONE") return { listing: [], entries: [] };
  const day = dayAfter(
    random,
    name === "Opdigtet Sansehave" ? localDate("2022-05-02") : localDate("2019-02-01"),
    0,
    90,
  );
  const wasPublished = state === "PUBLISHED" || state === "STALE" || state === "REMOVED";
  const age = state === "STALE" ? FRESH_DAYS + random.between(20, 200) : random.between(2, 40);
  const row: ListingRow = {
    ...{ id: random.id(day), organisationId, state, profile: `${name} er opdigtet. ${description}.` },
    ...{ offers: [{ cpv, title, description }], capacityHours: random.between(3, 40) * 10, capacityPeople: null },
    ...{ nationwide: random.chance(20), municipalityCodes: [municipalityCode], regionCodes: [], programmeAreas: [] },
    references: [{ customer: "Opdigtet kunde", what: title, year: 2021 }],
    rsvCheckedOn: state === "REMOVED" ? (lapsedOn ?? day) : movedBy(today, -age),
    publishedOn: wasPublished ? day : null,
    removeReason: state === "REMOVED" ? `Deregistered ${lapsedOn}` : null,
  };
  const { id: listingId } = row;
  const counted: CountedListing = { listingId, programmeId: span.programmeId, municipalityCode, synthetic: true };
  const at = (on: LocalDate, amount: 1 | -1) => ({
    row: listingEntry(counted, amount, on),
    recordedAt: random.instant(movedBy(on, 1)),
  });
  const until =
    state === "STALE" ? movedBy(localDate(row.rsvCheckedOn), FRESH_DAYS + 1) : state === "REMOVED" ? lapsedOn : null;
  const entries =
    wasPublished && (until === null || until > day) ? [at(day, 1), ...(until === null ? [] : [at(until, -1)])] : [];
  return { listing: [{ row, recordedAt: random.instant(movedBy(day, 1)) }], entries };
}

/** A number that no company has: the register gives none that begin with 99. @param ordinal 0 to 9,999 */
export function inventedCvr(ordinal: number): string {
  const weights = [2, 7, 6, 5, 4, 3, 2];
  for (let number = 9_900_000 + ordinal * 9; ; number += 1) {
    const digits = String(number).split("").map(Number);
    const rest = 11 - (digits.reduce((sum, digit, at) => sum + digit * (weights[at] ?? 0), 0) % 11);
    if (rest !== 10) return `${number}${rest === 11 ? 0 : rest}`;
  }
}
