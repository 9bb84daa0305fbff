/**
 * The stories of the two programmes that the seed tells, as rows for each service. Pure: the same number and the
 * same programme give the same rows.
 *
 * A story never states a count. It makes what happened, and asks the services' own rules what that counts.
 */
import { type LocalDate, localDate } from "@inclusion/kernel";
import type { AcceleratorMembership } from "@inclusion/participant/participation/accelerator-membership";
import { AnchoringPlanEntity } from "@inclusion/partnership/anchoring/anchoring.entity";
import { BuyerSurveyEntity } from "@inclusion/partnership/buyer-survey/buyer-survey.entity";
import { CommitmentEntity } from "@inclusion/partnership/commitment/commitment.entity";
import { DemandActivityEntity } from "@inclusion/partnership/demand-activity/demand-activity.entity";
import { InitiativeEntity, InitiativeStepEntity } from "@inclusion/partnership/initiative/initiative.entity";
import { MethodEntity, MethodEvidenceEntity, MethodVersionEntity } from "@inclusion/partnership/method/method.entity";
import {
  AgreementEntity,
  PartnershipEntity,
  PartyEntity,
  SignatureEntity,
} from "@inclusion/partnership/partnership/partnership.entity";
import { PartnershipCaseEntity } from "@inclusion/partnership/partnership-case/partnership-case.entity";
import { PurchaseEntity } from "@inclusion/partnership/purchase/purchase.entity";
import {
  ClauseDeliveryEntity,
  TenderClauseEntity,
  TenderEntity,
  TenderHireEntity,
} from "@inclusion/partnership/tender/tender.entity";
import { acceleratedCompanies, acceleratorStory, moreApplicants } from "./accelerator-growth.ts";
import { matchRows } from "./growth-matches.ts";
import { growthPathways } from "./growth-participations.ts";
import { type GrowthPartners, growthPartners } from "./growth-partnerships.ts";
import { RESTART_PLACES } from "./names.ts";
import { demandStory } from "./partnership-demand.ts";
import { fileTables, joinedFiles } from "./partnership-files.ts";
import { activityStory, evaluationTable, initiativeStory, methodStory } from "./partnership-initiatives.ts";
import { inventedCvr, type SupplierTables, supplierTables } from "./partnership-suppliers.ts";
import { toldTables } from "./partnership-told.ts";
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
 * @param today the day on which the register of social enterprises was looked up last
 */
export function growthStory(
  random: Random,
  span: ProgrammeSpan,
  known: ReadonlyMap<string, string>,
  today: LocalDate = span.endsOn,
): Story {
  const partners = growthPartners(random.fork("partners"), span, known);
  const more = moreApplicants(random.fork("more applicants"), span);
  const companies = acceleratedCompanies(random.fork("companies"), span, partners, more);
  const employers = partners.employers.map(({ id }) => id);
  const pathways = growthPathways(random.fork("people"), span, partners.partnerships, employers);
  const participant = people(random, pathways, membershipsOf(companies.rows));
  const organisation = [...partners.rows.organisation, ...toldEach(random.fork("told"), more, () => span.startsOn)];
  const besides = random.fork("besides");
  const supplied = suppliersOf(besides.fork("suppliers"), { span, today, partners });
  const told = {
    ...{ span, companies, employers: partners.employers, participant, organisation, growth: partners.growth },
    registrations: supplied.copies,
  };
  const { accelerator, readiness } = acceleratorStory(random.fork("room"), told);
  const inTime = inOrder(accelerator);
  const closed = new Set(partners.rows.partnership.flatMap(({ row }) => (row.state === "CLOSED" ? [row.id] : [])));
  const match = matchRows(random.fork("matches"), inTime, { participant, readiness, closed });
  const { partnership, tables } = besidesGrowth(besides, {
    span,
    partners,
    supplied,
    accelerator: inTime,
    participant: { ...participant, match },
  });
  return {
    partnership: { ...partnership, organisation },
    accelerator: inTime,
    participant: { ...participant, readiness, match },
    besides: tables,
    partnerships: partners.partnerships,
  };
}

type Supplying = Readonly<{ span: ProgrammeSpan; today: LocalDate; partners: GrowthPartners }>;

/** The registrations and listings of all companies of the growth partnerships. */
function suppliersOf(random: Random, { span, today, partners }: Supplying): SupplierTables {
  const suppliers = partners.places.flatMap(({ companies }) =>
    companies.map((organisation) => {
      const partnership = partners.partnerships.find(({ companyId }) => companyId === organisation.id);
      return { organisation, acceptedOn: partnership?.acceptedOn ?? null };
    }),
  );
  return supplierTables(random, span, suppliers, today);
}

type Growing = Readonly<{
  span: ProgrammeSpan;
  partners: GrowthPartners;
  supplied: SupplierTables;
  accelerator: AcceleratorRows;
  participant: ParticipantRows;
}>;

/** What the partnership service keeps besides: files, registrations, listings, and what it was told. */
function besidesGrowth(random: Random, { span, partners, supplied, accelerator, participant }: Growing) {
  const files = joinedFiles([
    partners.files,
    ...demandStory(random.fork("demand"), span, partners.places),
    ...methodStory(random.fork("methods"), span),
  ]);
  const { rows } = partners;
  return {
    partnership: {
      ...rows,
      measure_entry: [...rows.measure_entry, ...files.entries, ...supplied.entries].sort(byInstant),
      fact: [...rows.fact, ...files.facts].sort(byInstant),
    },
    tables: [
      ...fileTables(files, FILE_ORDER),
      ...supplied.partnership,
      evaluationTable(random.fork("evaluation"), span),
      ...toldTables(random.fork("told"), accelerator, participant, partners.growth),
    ],
  };
}

/** Tables of files, in the order of their foreign keys. */
const FILE_ORDER = [
  ...[PartnershipEntity, PartyEntity, AgreementEntity, SignatureEntity, PartnershipCaseEntity, CommitmentEntity],
  ...[AnchoringPlanEntity, TenderEntity, TenderClauseEntity, ClauseDeliveryEntity, TenderHireEntity, PurchaseEntity],
  ...[BuyerSurveyEntity, DemandActivityEntity, InitiativeEntity, InitiativeStepEntity, MethodEntity],
  ...[MethodVersionEntity, MethodEvidenceEntity],
];

/** Rummelig Genstart: people who start anew, and people of the earlier programme who come back. */
export function restartStory(
  random: Random,
  span: ProgrammeSpan,
  _known: ReadonlyMap<string, string> = new Map(),
  today: LocalDate = span.endsOn,
): Story {
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
  const besides = random.fork("besides");
  const founded: OrganisationRow = {
    ...{ id: besides.id(localDate("2022-03-01")), name: "Opdigtet Sansehave", kinds: ["SOCIAL_ENTERPRISE"] },
    ...{ municipalityCode: "0751", synthetic: true, cvr: inventedCvr(900) },
  };
  const supplied = supplierTables(besides, span, [{ organisation: founded, acceptedOn: null }], today);
  const files = joinedFiles([...initiativeStory(besides, span, founded), ...activityStory(besides, span)]);
  const participant = people(random, restartPathways(random.fork("people"), span, employers), []);
  const told = toldTables(besides, NO_COMPANIES, participant, []);
  return {
    besides: [
      ...fileTables(files, FILE_ORDER),
      ...supplied.partnership,
      ...told,
      evaluationTable(besides.fork("evaluation"), span),
    ],
    partnership: {
      organisation: [
        ...toldEach(places, employers, () => span.startsOn),
        ...toldEach(besides, [founded], () => localDate("2022-03-01")),
      ],
      programme_municipality: joining.rows,
      partnership: [],
      partnership_party: [],
      partnership_case: [],
      measure_entry: [...joining.entries, ...files.entries, ...supplied.entries].sort(byInstant),
      fact: joining.facts,
    },
    accelerator: NO_COMPANIES,
    participant,
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
