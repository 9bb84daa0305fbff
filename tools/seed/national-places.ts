/** Where the made-up national programme works: all municipalities, by a simple class of size. Pure. */
import type { LocalDate } from "@inclusion/kernel";
import { casePublishedEntry, type Partnership, type PartyRole } from "@inclusion/partnership/partnership/partnership";
import { acceptedCourse } from "./accelerator-story.ts";
import { movedBy } from "./days.ts";
import { joiningMunicipalities, type ProgrammeSpan } from "./places.ts";
import { dayAfter, type Random } from "./random.ts";
import { recordedAfter, toldEach } from "./recording.ts";
import {
  type AcceleratorRows,
  type CaseRow,
  type FactRow,
  joined,
  NO_COMPANIES,
  type OrganisationRow,
  type PartnershipRows,
  type PartyRow,
  type Told,
} from "./rows.ts";

/** A municipality as the partnership service knows it. */
export type KnownMunicipality = Readonly<{ code: string; name: string }>;

/** A partnership with its company. */
export type NationalPartnership = Readonly<{ id: string; code: string; companyId: string; acceptedOn: LocalDate }>;

export type NationalPlaces = Readonly<{
  partnership: PartnershipRows;
  accelerator: AcceleratorRows;
  partnerships: readonly NationalPartnership[];
  /** By municipality. */
  companies: ReadonlyMap<string, readonly OrganisationRow[]>;
  /** Every code as often as its size says, for drawing. */
  weighted: readonly string[];
}>;

const COMPANIES = 1_500;
const PARTNERSHIPS = 300;

/** Four cities, towns, and islands with few people; every other municipality is in between. */
const CITIES = new Set(["0101", "0461", "0751", "0851"]);
const TOWNS = new Set([
  ...["0147", "0169", "0217", "0219", "0259", "0265", "0316", "0330", "0370", "0479", "0540", "0561", "0607", "0615"],
  ...["0621", "0630", "0657", "0661", "0730", "0740", "0791", "0860"],
]);
const ISLANDS = new Set(["0482", "0492", "0563", "0741", "0825"]);

/** The places of the programme, its partnerships and its companies. */
export function nationalPlaces(
  random: Random,
  span: ProgrammeSpan,
  municipalities: readonly KnownMunicipality[],
): NationalPlaces {
  const weighted = municipalities.flatMap(({ code }) => Array<string>(weightOf(code)).fill(code));
  const joining = joiningMunicipalities(
    random,
    span,
    municipalities.map(({ code }) => code),
  );
  const companies = Array.from({ length: COMPANIES }, (_, index) => {
    const kind = index < PARTNERSHIPS ? "SOCIAL_ENTERPRISE" : "ORDINARY_COMPANY";
    const name = `Syntetisk virksomhed ${String(index + 1).padStart(4, "0")}`;
    return organisation(random, span, { name, kinds: [kind], municipalityCode: random.pick(weighted) });
  });
  const parties = new Map(municipalities.map((place) => [place.code, partiesOf(random, span, place)]));
  const stories = companies
    .slice(0, PARTNERSHIPS)
    .map((company) => partnershipStory(random, span, company, parties.get(company.municipalityCode) ?? []));
  const everybody = [...[...parties.values()].flat(), ...companies];
  return {
    partnership: {
      organisation: toldEach(random, everybody, () => span.startsOn),
      programme_municipality: joining.rows,
      partnership: stories.map(({ row, recordedAt }) => ({ row, recordedAt })),
      partnership_party: stories.flatMap((story) =>
        story.parties.map((row) => ({ row, recordedAt: story.recordedAt })),
      ),
      partnership_case: stories.map(({ story, recordedAt }) => ({ row: story, recordedAt })),
      fact: [...joining.facts, periodFact(random, span)],
      measure_entry: [
        ...joining.entries,
        ...stories.map(({ row, publishedOn, recordedAt }) => ({
          row: casePublishedEntry(row, publishedOn),
          recordedAt,
        })),
      ],
    },
    accelerator: joined<AcceleratorRows>(
      stories.map(({ accelerator }) => accelerator),
      NO_COMPANIES,
    ),
    partnerships: stories.map(({ partnership }) => partnership),
    companies: Map.groupBy(companies, ({ municipalityCode }) => municipalityCode),
    weighted,
  };
}

/** The programme has no sheet that would tell its period. */
function periodFact(random: Random, { programmeId, startsOn, endsOn }: ProgrammeSpan): Told<FactRow> {
  const payload = { programmeId, startsOn, endsOn };
  const fact = { type: "ProgrammePeriodSet", version: 1, subject: programmeId, payload };
  return { row: { id: random.fork("period told").id(startsOn), ...fact }, recordedAt: `${startsOn}T08:00:00Z` };
}

function weightOf(code: string): number {
  if (CITIES.has(code)) return 24;
  if (TOWNS.has(code)) return 9;
  return ISLANDS.has(code) ? 1 : 4;
}

function organisation(
  random: Random,
  { startsOn }: ProgrammeSpan,
  said: Pick<OrganisationRow, "name" | "kinds" | "municipalityCode">,
): OrganisationRow {
  return { id: random.id(startsOn), ...said, synthetic: true };
}

/** Both are made up: the national programme takes no real municipality for its party. */
function partiesOf(random: Random, span: ProgrammeSpan, { code, name }: KnownMunicipality): OrganisationRow[] {
  return [
    organisation(random, span, {
      name: `Syntetisk forvaltning (${name})`,
      kinds: ["MUNICIPALITY"],
      municipalityCode: code,
    }),
    organisation(random, span, {
      name: `Syntetisk anden aktør (${name})`,
      kinds: ["OTHER_ACTOR"],
      municipalityCode: code,
    }),
  ];
}

function partnershipStory(
  random: Random,
  span: ProgrammeSpan,
  company: OrganisationRow,
  others: readonly OrganisationRow[],
) {
  const code = company.municipalityCode;
  const acceptedOn = dayAfter(random, span.startsOn, 60, 1_100);
  const publishedOn = dayAfter(random, acceptedOn, 400, 800);
  const row: Partnership = {
    ...{
      id: random.id(acceptedOn),
      programmeId: span.programmeId,
      kind: "GROWTH",
      state: "ACTIVE",
      municipalityCode: code,
    },
    ...{ origin: "NEW", axis: "AXIS_3B2", draftedOn: acceptedOn, signedOn: acceptedOn },
    ...{ activeFrom: movedBy(acceptedOn, 20), anchoredOn: null, closedOn: null, closeReason: null },
    synthetic: true,
  };
  const title = `Syntetisk case: ${company.name}`;
  const story: CaseRow = {
    ...{ id: random.fork(`case ${row.id}`).id(publishedOn), partnershipId: row.id, programmeId: span.programmeId },
    ...{ municipalityCode: code, title, summary: `${title}.`, state: "PUBLISHED", draftedOn: publishedOn, publishedOn },
  };
  const party = (role: PartyRole, { id: organisationId }: OrganisationRow): PartyRow => {
    return { partnershipId: row.id, role, organisationId, programmeId: span.programmeId, municipalityCode: code };
  };
  const roles = ["MUNICIPALITY", "OTHER_ACTOR"] as const;
  const course = { organisationId: company.id, partnershipId: row.id, municipalityCode: code, acceptedOn };
  const counts = { placesCount: random.between(2, 8), hiresCount: random.between(0, 5), hasGrown: random.chance(70) };
  return {
    row,
    story,
    publishedOn,
    recordedAt: recordedAfter(random, publishedOn),
    parties: [
      ...others.map((other, index) => party(roles[index] ?? "OTHER_ACTOR", other)),
      party("SOCIAL_ENTERPRISE", company),
    ],
    accelerator: acceptedCourse(random, span, { ...course, ...counts }),
    partnership: { id: row.id, code, companyId: company.id, acceptedOn },
  };
}
