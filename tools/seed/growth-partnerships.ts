/** The growth partnerships: municipality, other actor and social enterprise, from the draft to the published case. Pure. */
import { type LocalDate, localDate } from "@inclusion/kernel";
import type { OrganisationKind } from "@inclusion/partnership/organisation/organisation";
import { casePublishedEntry, type Partnership, type PartyRole } from "@inclusion/partnership/partnership/partnership";
import { movedBy } from "./days.ts";
import { APPLICANTS, GROWTH_EMPLOYERS, GROWTH_PLACES, otherActorName } from "./names.ts";
import { joiningMunicipalities, otherActorGrowthEntry, type ProgrammeSpan } from "./places.ts";
import { dayAfter, type Random } from "./random.ts";
import { inOrderOfRecording, toldEach } from "./recording.ts";
import type { CaseRow, OrganisationRow, PartnershipRows, PartyRow, Told } from "./rows.ts";

/** A partnership with its company, as the other parts of the story need it. */
export type GrowthPartnership = Readonly<{
  id: string;
  municipalityCode: string;
  companyId: string;
  /** 0, 1 or 2: companies are accepted in three rounds. */
  round: number;
  acceptedOn: LocalDate;
}>;

export type GrowthPartners = Readonly<{
  rows: PartnershipRows;
  partnerships: readonly GrowthPartnership[];
  applicants: readonly OrganisationRow[];
  employers: readonly OrganisationRow[];
}>;

/** Days on which companies were accepted. */
const ROUNDS = ["2018-06-04", "2019-01-07", "2019-08-12"].map(localDate);

/**
 * Everything that the partnership service is told.
 *
 * @param known ids of organisations that are there already, by name; no row is made for them
 */
export function growthPartners(
  random: Random,
  span: ProgrammeSpan,
  known: ReadonlyMap<string, string>,
): GrowthPartners {
  const made = (name: string, kind: OrganisationKind, municipalityCode: string): OrganisationRow => {
    const id = random.id(span.startsOn);
    return { id: known.get(name) ?? id, name, kinds: [kind], municipalityCode, synthetic: kind !== "MUNICIPALITY" };
  };
  const places = GROWTH_PLACES.map(({ code, municipality, companies }) => ({
    code,
    municipality: made(municipality, "MUNICIPALITY", code),
    otherActor: made(otherActorName(municipality), "OTHER_ACTOR", code),
    companies: companies.map((name) => made(name, "SOCIAL_ENTERPRISE", code)),
  }));
  const applicants = APPLICANTS.map(({ name, code }) => made(name, "SOCIAL_ENTERPRISE", code));
  const employers = GROWTH_EMPLOYERS.map(({ name, code }) => made(name, "ORDINARY_COMPANY", code));
  const joining = joiningMunicipalities(
    random,
    span,
    places.map(({ code }) => code),
  );
  const rounds = random.shuffle([...Array(6).fill(0), ...Array(6).fill(1), ...Array(6).fill(2)] as number[]);
  const stories = places.flatMap((place) =>
    place.companies.map((company) =>
      partnershipStory(random, span, { ...place, company, round: rounds.pop() as number }),
    ),
  );
  const organisations = places.flatMap(({ municipality, otherActor, companies }) => [
    municipality,
    otherActor,
    ...companies,
  ]);
  const unknown = [...organisations, ...applicants, ...employers].filter(({ name }) => !known.has(name));
  const growth = places.map(({ code, otherActor }) => {
    return otherActorGrowthEntry(span, code, otherActor.id, random.pick(YEAR_ENDS));
  });
  return {
    rows: {
      organisation: toldEach(random, unknown, () => span.startsOn),
      programme_municipality: joining.rows,
      partnership: stories.flatMap(({ versions }) => versions),
      partnership_party: stories.flatMap(({ parties }) => parties),
      partnership_case: stories.map(({ story }) => story),
      fact: joining.facts,
      measure_entry: [
        ...joining.entries,
        ...stories.map(({ counted }) => counted),
        ...toldEach(random, growth, ({ validOn }) => validOn),
      ],
    },
    partnerships: stories.map(({ partnership }) => partnership),
    applicants,
    employers,
  };
}

/** Days on which the accounts close that show whether an other actor has grown. */
const YEAR_ENDS = ["2019-12-31", "2020-12-31", "2021-12-31"].map(localDate);

type Place = Readonly<{
  code: string;
  municipality: OrganisationRow;
  otherActor: OrganisationRow;
  company: OrganisationRow;
  round: number;
}>;

/** Some partnerships are carried on after the support, and two ended when a party left. */
function partnershipStory(random: Random, span: ProgrammeSpan, place: Place) {
  const acceptedOn = dayAfter(random, ROUNDS[place.round] as LocalDate, 0, 25);
  const draftedOn = movedBy(acceptedOn, -random.between(40, 90));
  const activeFrom = dayAfter(random, acceptedOn, 7, 35);
  const publishedOn = dayAfter(random, acceptedOn, 420, 900);
  const id = random.id(draftedOn);
  const draft: Partnership = {
    ...{ id, programmeId: span.programmeId, kind: "GROWTH", state: "DRAFTED", municipalityCode: place.code },
    ...{ origin: "NEW", axis: "AXIS_3B2", draftedOn, signedOn: null, activeFrom: null, anchoredOn: null },
    ...{ closedOn: null, closeReason: null, synthetic: true },
  };
  const active: Partnership = { ...draft, state: "ACTIVE", signedOn: activeFrom, activeFrom };
  const title = `Opdigtet case: ${place.company.name} og ${place.municipality.name}`;
  const published: Partnership = { ...active };
  const last = random.pick(LAST_STATES);
  const versions = inOrderOfRecording(random, [
    { on: draftedOn, change: draft },
    { on: activeFrom, change: active },
    { on: publishedOn, change: published },
    ...(last === "ACTIVE" ? [] : [lastVersion(published, last, movedBy(span.endsOn, -random.between(0, 60)))]),
  ]);
  const recordedAt = (versions.find(({ row }) => row === published) as Told<Partnership>).recordedAt;
  const story: CaseRow = {
    ...{ id: random.fork(`case ${id}`).id(publishedOn), partnershipId: id, programmeId: span.programmeId },
    ...{ municipalityCode: place.code, title, summary: `${title}. Alt i den er opdigtet.` },
    ...{ state: "PUBLISHED", draftedOn: publishedOn, publishedOn },
  };
  return {
    partnership: { id, municipalityCode: place.code, companyId: place.company.id, round: place.round, acceptedOn },
    versions: versions.filter(({ row }) => row !== published),
    story: { row: story, recordedAt },
    parties: partiesOf(id, span.programmeId, place).map((row) => ({ row, recordedAt })),
    counted: { row: casePublishedEntry(published, publishedOn), recordedAt },
  };
}

function lastVersion(before: Partnership, state: "ANCHORED" | "CLOSED", on: LocalDate) {
  const ended: Partnership = { ...before, state, closedOn: on, closeReason: "opdigtet" };
  return { on, change: state === "CLOSED" ? ended : { ...before, state, anchoredOn: on } };
}

const LAST_STATES = ["ACTIVE", "ANCHORED", "CLOSED"] as const;

function partiesOf(partnershipId: string, programmeId: string, place: Place): PartyRow[] {
  const party = (role: PartyRole, { id }: OrganisationRow): PartyRow => {
    return { partnershipId, role, organisationId: id, programmeId, municipalityCode: place.code };
  };
  return [
    party("MUNICIPALITY", place.municipality),
    party("OTHER_ACTOR", place.otherActor),
    party("SOCIAL_ENTERPRISE", place.company),
  ];
}
