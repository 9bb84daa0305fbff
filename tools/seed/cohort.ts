/**
 * The stories of the two programmes that the seed tells, as rows for each service. Pure: the same number and the
 * same programme give the same rows.
 *
 * A story never states a count. It makes what happened, and asks the services' own rules what that counts.
 */
import type { AcceleratorMembership } from "@inclusion/participant/participation/accelerator-membership";
import { acceptedCourse, refusedCourse } from "./accelerator-story.ts";
import { growthPathways } from "./growth-participations.ts";
import { growthPartners } from "./growth-partnerships.ts";
import { RESTART_PLACES } from "./names.ts";
import type { Pathway } from "./pathway.ts";
import { joiningMunicipalities, type ProgrammeSpan } from "./places.ts";
import type { Random } from "./random.ts";
import { byInstant, toldEach } from "./recording.ts";
import { restartPathways } from "./restart-pathways.ts";
import {
  type AcceleratorRows,
  joined,
  NO_COMPANIES,
  NO_PARTICIPANTS,
  type OrganisationRow,
  type ParticipantRows,
  type Story,
} from "./rows.ts";
import { tellPathway } from "./telling.ts";
import { withTwins } from "./twins.ts";

/**
 * Social inklusion gennem vækstpartnerskaber, when it reached exactly what its sheet promises.
 *
 * @param known ids of organisations that are there already, by name
 */
export function growthStory(random: Random, span: ProgrammeSpan, known: ReadonlyMap<string, string>): Story {
  const partners = growthPartners(random.fork("partners"), span, known);
  const companies = random.fork("companies");
  const accelerator = joined<AcceleratorRows>(
    [
      ...partners.partnerships.map(({ id, companyId, municipalityCode, acceptedOn }) =>
        acceptedCourse(companies, span, {
          organisationId: companyId,
          partnershipId: id,
          municipalityCode,
          acceptedOn,
          placesCount: 5,
          hiresCount: 2,
          hasGrown: true,
        }),
      ),
      ...partners.applicants.map(({ id, municipalityCode }, index) => ({
        ...NO_COMPANIES,
        ...refusedCourse(
          companies,
          span,
          { organisationId: id, municipalityCode },
          index === 0 ? "WITHDRAWN" : "REJECTED",
        ),
      })),
    ],
    NO_COMPANIES,
  );
  const employers = partners.employers.map(({ id }) => id);
  const pathways = growthPathways(random.fork("people"), span, partners.partnerships, employers);
  const memberships = membershipsOf(accelerator);
  return {
    partnership: { ...partners.rows, measure_entry: [...partners.rows.measure_entry].sort(byInstant) },
    accelerator: inOrder(accelerator),
    participant: people(random, pathways, memberships),
  };
}

/** Rummelig Genstart: people who start anew, and people of the earlier programme who come back. */
export function restartStory(random: Random, span: ProgrammeSpan): Story {
  const places = random.fork("places");
  const employers: OrganisationRow[] = RESTART_PLACES.flatMap(({ code, employers: names }) =>
    names.map((name) => {
      const id = places.id(span.startsOn);
      return { id, name, kinds: ["ORDINARY_COMPANY"], municipalityCode: code, synthetic: true };
    }),
  );
  const joining = joiningMunicipalities(
    places,
    span,
    RESTART_PLACES.map(({ code }) => code),
  );
  return {
    partnership: {
      organisation: toldEach(places, employers, () => span.startsOn),
      programme_municipality: joining.rows,
      partnership: [],
      partnership_party: [],
      partnership_case: [],
      measure_entry: [...joining.entries].sort(byInstant),
      fact: joining.facts,
    },
    accelerator: NO_COMPANIES,
    participant: people(random, restartPathways(random.fork("people"), span, employers), []),
  };
}

/** What participants are told of companies: the facts that the accelerator writes. */
export function membershipsOf({ company_course }: Pick<AcceleratorRows, "company_course">): AcceleratorMembership[] {
  return company_course.flatMap(({ row: { id, programmeId, organisationId, acceptedOn, state } }) =>
    acceptedOn === null || state !== "ACCEPTED" ? [] : [{ courseId: id, programmeId, organisationId, acceptedOn }],
  );
}

function people(
  random: Random,
  pathways: readonly Pathway[],
  memberships: readonly AcceleratorMembership[],
): ParticipantRows {
  const records = random.fork("records");
  const rows = joined(
    withTwins(pathways).map((pathway) => tellPathway(records, pathway, memberships)),
    NO_PARTICIPANTS,
  );
  return { ...rows, measure_entry: [...rows.measure_entry].sort(byInstant) };
}

/** Entries and facts stand in the order in which they were recorded, as if the services had written them. */
function inOrder(rows: AcceleratorRows): AcceleratorRows {
  return { ...rows, measure_entry: [...rows.measure_entry].sort(byInstant), fact: [...rows.fact].sort(byInstant) };
}
