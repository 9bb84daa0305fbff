/** The growth partnerships: municipality, other actor and social enterprise, from the draft to the published case. Pure. */
import { type LocalDate, localDate } from "@inclusion/kernel";
import type { OrganisationKind } from "@inclusion/partnership/organisation/organisation";
import { growthEntries, type ToldGrowth } from "@inclusion/partnership/partnership-indicator/other-actor-growth";
import { movedBy } from "./days.ts";
import { APPLICANTS, GROWTH_EMPLOYERS, GROWTH_PLACES, newcomerName, otherActorName } from "./names.ts";
import { joinedFiles, type ToldFiles } from "./partnership-files.ts";
import {
  LOST_AND_MENDED,
  LOST_FOR_GOOD,
  type PartnershipPlot,
  type Twist,
  tellPartnership,
} from "./partnership-growth.ts";
import { inventedCvr } from "./partnership-suppliers.ts";
import { joiningMunicipalities, type ProgrammeSpan } from "./places.ts";
import { dayAfter, type Random } from "./random.ts";
import { inOrderOfRecording, toldEach } from "./recording.ts";
import type { OrganisationRow, PartnershipRows } from "./rows.ts";

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
  /** The partnerships' files, which stand beside the rows. */
  files: ToldFiles;
  /** The municipality, other actor and companies of each place. */
  places: readonly GrowthPlace[];
  growth: readonly ToldGrowth[];
  partnerships: readonly GrowthPartnership[];
  applicants: readonly OrganisationRow[];
  employers: readonly OrganisationRow[];
}>;

/** Who there is in a municipality. */
export type GrowthPlace = Readonly<{
  code: string;
  municipality: OrganisationRow;
  otherActor: OrganisationRow;
  companies: readonly OrganisationRow[];
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
    companies: companies.map((name): OrganisationRow => {
      const cvr = inventedCvr(GROWTH_PLACES.flatMap((place) => place.companies).indexOf(name));
      return { ...made(name, "SOCIAL_ENTERPRISE", code), cvr };
    }),
  }));
  const applicants = APPLICANTS.map(({ name, code }) => made(name, "SOCIAL_ENTERPRISE", code));
  const employers = GROWTH_EMPLOYERS.map(({ name, code }) => made(name, "ORDINARY_COMPANY", code));
  const joining = joiningMunicipalities(
    random,
    span,
    places.map(({ code }) => code),
  );
  const rounds = random.shuffle([...Array(6).fill(0), ...Array(6).fill(1), ...Array(6).fill(2)] as number[]);
  const newcomers = new Map([MENDED].map((company) => [company, newcomerOf(random.fork(company), span, company)]));
  const stories = places.flatMap((place) =>
    place.companies.map((company) =>
      partnershipStory(random, span, { ...place, company, round: rounds.pop() as number }, newcomers),
    ),
  );
  const organisations = places.flatMap(({ municipality, otherActor, companies }) => [
    municipality,
    otherActor,
    ...companies,
  ]);
  const unknown = [...organisations, ...applicants, ...employers].filter(({ name }) => !known.has(name));
  const growth = places.map(({ code, otherActor }): ToldGrowth => {
    const partnershipId =
      stories.find(({ partnership }) => partnership.municipalityCode === code)?.partnership.id ?? "";
    return {
      ...{ sign: 1, programmeId: span.programmeId, partnershipId, organisationId: otherActor.id },
      ...{ municipalityCode: code, grownOn: random.pick(YEAR_ENDS), synthetic: true },
    };
  });
  const files = joinedFiles([...stories.map(({ file }) => file), ...besideTheGrowth(random, span, places, employers)]);
  const grown = growth.flatMap((told) => growthEntries([told]));
  return {
    rows: {
      organisation: [
        ...toldEach(random, unknown, () => span.startsOn),
        ...toldEach(random.fork("newcomers"), [...newcomers.values()], () => span.startsOn),
      ],
      programme_municipality: joining.rows,
      ...{ partnership: [], partnership_party: [], partnership_case: [] },
      fact: joining.facts,
      measure_entry: [...joining.entries, ...toldEach(random, grown, ({ validOn }) => validOn)],
    },
    ...{ files, places, growth },
    partnerships: stories.map(({ partnership }) => partnership),
    applicants,
    employers,
  };
}

/** Companies whose partnership lost its other actor: one found another, one did not. */
const MENDED = "Opdigtet Brødværk";
const LOST = "Opdigtet Fiskerøgeri";
/** The company whose agreement was written anew after the first signature. */
const REVISED = "Opdigtet Kantinekøkken";

function newcomerOf(random: Random, span: ProgrammeSpan, company: string): OrganisationRow {
  const place = GROWTH_PLACES.find(({ companies }) => companies.includes(company));
  const { code = "", municipality = "" } = place ?? {};
  const name = newcomerName(municipality);
  return { id: random.id(span.startsOn), name, kinds: ["OTHER_ACTOR"], municipalityCode: code, synthetic: true };
}

function twistOf(company: string, newcomers: ReadonlyMap<string, OrganisationRow>): Twist | null {
  if (company === REVISED) return { kind: "REVISED" };
  const role = "OTHER_ACTOR" as const;
  if (company === LOST) return { kind: "LOST", role, leftOn: LOST_FOR_GOOD, newcomer: null };
  const newcomer = newcomers.get(company);
  return newcomer === undefined ? null : { kind: "LOST", role, leftOn: LOST_AND_MENDED, newcomer };
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

/** Some partnerships are carried on after the support, and some ended with it. */
function partnershipStory(
  random: Random,
  span: ProgrammeSpan,
  place: Place,
  newcomers: ReadonlyMap<string, OrganisationRow>,
) {
  const acceptedOn = dayAfter(random, ROUNDS[place.round] as LocalDate, 0, 25);
  const draftedOn = movedBy(acceptedOn, -random.between(40, 90));
  const activeFrom = dayAfter(random, acceptedOn, 7, 35);
  const publishedOn = dayAfter(random, acceptedOn, 420, 900);
  const id = random.id(draftedOn);
  const state = random.pick(LAST_STATES);
  const on = state === "ACTIVE" ? movedBy(span.endsOn, -30) : movedBy(span.endsOn, -random.between(0, 60));
  const known = [draftedOn, activeFrom, publishedOn, ...(state === "ACTIVE" ? [] : [on])];
  const told = inOrderOfRecording(
    random,
    known.map((day) => ({ on: day, change: day })),
  );
  const twist = twistOf(place.company.name, newcomers);
  const plot: PartnershipPlot = {
    ...{ id, kind: "GROWTH", municipalityCode: place.code, draftedOn, activeFrom, publishedOn, twist },
    parties: [
      { role: "MUNICIPALITY", organisation: place.municipality },
      { role: "OTHER_ACTOR", organisation: place.otherActor },
      { role: "SOCIAL_ENTERPRISE", organisation: place.company },
    ],
    title: `Opdigtet case: ${place.company.name} og ${place.municipality.name}`,
    last: { state: place.company.name === LOST ? "ACTIVE" : state, on },
  };
  const instants = new Map(told.map(({ row, recordedAt }) => [row, recordedAt]));
  return {
    partnership: { id, municipalityCode: place.code, companyId: place.company.id, round: place.round, acceptedOn },
    file: tellPartnership(random.fork(`file of ${id}`), span, plot, instants),
  };
}

const LAST_STATES = ["ACTIVE", "ANCHORED", "CLOSED"] as const;

/** A partnership of a municipality, a company and an enterprise, and a growth partnership that stayed a draft. */
function besideTheGrowth(
  random: Random,
  span: ProgrammeSpan,
  places: readonly GrowthPlace[],
  employers: readonly OrganisationRow[],
): ToldFiles[] {
  const beside = random.fork("beside the growth partnerships");
  const placeOf = (code: string): GrowthPlace => places.find((place) => place.code === code) as GrowthPlace;
  const plotOf = (code: string, more: Pick<PartnershipPlot, "kind" | "parties" | "draftedOn" | "activeFrom">) => ({
    ...{ id: beside.id(more.draftedOn), municipalityCode: code, publishedOn: null, twist: null, ...more },
    title: `Opdigtet samarbejde i ${placeOf(code).municipality.name}`,
    last: { state: "ACTIVE" as const, on: movedBy(span.endsOn, -30) },
  });
  const [aarhus, svendborg] = [placeOf("0751"), placeOf("0479")];
  const company = employers.find(({ municipalityCode }) => municipalityCode === "0751") as OrganisationRow;
  const plots: PartnershipPlot[] = [
    plotOf("0751", {
      kind: "PUBLIC_PRIVATE_SOCIAL",
      ...{ draftedOn: localDate("2020-08-17"), activeFrom: localDate("2020-10-05") },
      parties: [
        { role: "MUNICIPALITY", organisation: aarhus.municipality },
        { role: "ORDINARY_COMPANY", organisation: company },
        { role: "SOCIAL_ENTERPRISE", organisation: aarhus.companies[0] as OrganisationRow },
      ],
    }),
    plotOf("0479", {
      kind: "GROWTH",
      ...{ draftedOn: localDate("2022-05-09"), activeFrom: null },
      parties: [
        { role: "MUNICIPALITY", organisation: svendborg.municipality },
        { role: "SOCIAL_ENTERPRISE", organisation: svendborg.companies[0] as OrganisationRow },
      ],
    }),
  ];
  return plots.map((plot) => tellPartnership(beside.fork(plot.id), span, plot, new Map()));
}
