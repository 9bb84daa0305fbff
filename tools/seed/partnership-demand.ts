/** Demand for social responsibility in the growth programme: tenders, purchases and surveys, by the services' rules. Pure. */
import { createHash } from "node:crypto";
import { addDays, addMonths, type LocalDate, localDate } from "@inclusion/kernel";
import { type BuyerSurveyFile, recordSurvey } from "@inclusion/partnership/buyer-survey/buyer-survey";
import { BUYER_SURVEY_MAP } from "@inclusion/partnership/buyer-survey/buyer-survey.repository";
import { correctPurchase, type PurchaseFile, recordPurchase } from "@inclusion/partnership/purchase/purchase";
import { PURCHASE_MAP } from "@inclusion/partnership/purchase/purchase.repository";
import { reportDelivery } from "@inclusion/partnership/tender/delivery";
import type { ClauseKind, ContractKind, Staff } from "@inclusion/partnership/tender/social-clause";
import {
  addClause,
  award,
  cancel,
  explain,
  recordHires,
  recordTender,
  type Tender,
  type TenderFile,
} from "@inclusion/partnership/tender/tender";
import { TENDER_MAP } from "@inclusion/partnership/tender/tender.repository";
import { tenderMeasures } from "@inclusion/partnership/tender/tender-measures";
import type { GrowthPlace } from "./growth-partnerships.ts";
import { type FileStep, type ToldFiles, tellFile } from "./partnership-files.ts";
import type { ProgrammeSpan } from "./places.ts";
import type { Random } from "./random.ts";
import type { OrganisationRow } from "./rows.ts";

/** What is bought where, and what came of it. Hours of delivery are those of one month, from the month after the award. */
type TenderPlot = Readonly<{
  code: string;
  title: string;
  tenderedOn: string;
  contract: readonly [kind: ContractKind, months: number, thousands: number];
  clauses: readonly (readonly [kind: ClauseKind, hours: number | null, places: number | null])[];
  explained?: string;
  winner?: string;
  awardedOn?: string;
  staff?: Staff;
  cancelledOn?: string;
  delivered?: readonly (readonly [kind: ClauseKind, months: number, hours: number, places: number])[];
  hires?: readonly (readonly [on: string, count: number])[];
}>;

/** The law changed on 1 July 2022: two tenders stand on the two days around it. */
const TENDERS: readonly TenderPlot[] = [
  {
    ...{ code: "0751", title: "kantinedrift på rådhuset", tenderedOn: "2019-05-06" },
    contract: ["SERVICES", 24, 6_400],
    clauses: [
      ["EMPLOYMENT_CLAUSE", 3_000, 4],
      ["TRAINING_CLAUSE", null, 2],
    ],
    ...{ winner: "Opdigtet Kantinekøkken", awardedOn: "2019-08-12" },
    delivered: [
      ["EMPLOYMENT_CLAUSE", 12, 140, 3],
      ["TRAINING_CLAUSE", 1, 0, 2],
    ],
    hires: [
      ["2019-10-01", 2],
      ["2020-03-02", 1],
    ],
  },
  {
    ...{ code: "0461", title: "trykning af informationsmateriale", tenderedOn: "2019-09-02" },
    ...{ contract: ["SUPPLIES", 12, 1_200], clauses: [["SOCIAL_AWARD_CRITERION", null, null]] },
    ...{ winner: "Opdigtet Bogtrykkeri", awardedOn: "2019-11-04", hires: [["2020-01-15", 1]] },
  },
  {
    ...{ code: "0461", title: "brød til plejecentre", tenderedOn: "2020-02-10" },
    ...{ contract: ["SUPPLIES", 24, 3_100], clauses: [["EMPLOYMENT_CLAUSE", 1_200, 2]] },
    ...{ winner: "Opdigtet Brødværk", awardedOn: "2020-05-04", delivered: [["EMPLOYMENT_CLAUSE", 10, 125, 2]] },
    hires: [["2020-08-03", 2]],
  },
  {
    ...{ code: "0851", title: "renovering af en skole", tenderedOn: "2020-06-15" },
    contract: ["WORKS", 14, 52_000],
    clauses: [
      ["TRAINING_CLAUSE", null, 4],
      ["LABOUR_CLAUSE", null, null],
    ],
    ...{ winner: "Opdigtet Byggeservice", awardedOn: "2020-10-05", delivered: [["TRAINING_CLAUSE", 1, 0, 3]] },
    hires: [["2021-01-11", 2]],
  },
  {
    ...{ code: "0101", title: "eftersyn af tjenestecykler", tenderedOn: "2020-11-09" },
    ...{ contract: ["SERVICES", 36, 2_400], clauses: [["RESERVED_CONTRACT", null, null]] },
    ...{ winner: "Opdigtet Cykelsmedje", awardedOn: "2021-02-01", staff: { total: 18, disadvantaged: 9 } },
    hires: [["2021-04-06", 3]],
  },
  {
    ...{ code: "0561", title: "rengøring af havnebygninger", tenderedOn: "2021-03-08" },
    ...{ contract: ["SERVICES", 24, 5_600], clauses: [["EMPLOYMENT_CLAUSE", 2_000, 3]] },
    explained: "Arbejdet er delt på så få timer ad gangen, at en elev ikke kan nå sine mål.",
    ...{ winner: "Opdigtet Rengøringslaug", awardedOn: "2021-06-07" },
    ...{ delivered: [["EMPLOYMENT_CLAUSE", 9, 100, 2]], hires: [["2021-09-01", 2]] },
  },
  {
    ...{ code: "0561", title: "oprydning efter stormflod", tenderedOn: "2021-10-04" },
    ...{ contract: ["SERVICES", 5, 800], clauses: [] },
    ...{ winner: "Opdigtet Havneservice", awardedOn: "2021-10-25" },
  },
  {
    ...{ code: "0615", title: "møbler til daginstitutioner", tenderedOn: "2021-08-16" },
    ...{ contract: ["SUPPLIES", 12, 2_200], clauses: [["SOCIAL_AWARD_CRITERION", null, null]] },
    cancelledOn: "2021-10-11",
  },
  {
    ...{ code: "0657", title: "arbejdstøj til driftsafdelingen", tenderedOn: "2022-01-17" },
    contract: ["SUPPLIES", 24, 1_700],
    clauses: [
      ["LABOUR_CLAUSE", null, null],
      ["EMPLOYMENT_CLAUSE", 600, 1],
    ],
    ...{ winner: "Opdigtet Systue", awardedOn: "2022-04-04" },
  },
  {
    ...{ code: "0851", title: "vask af linned", tenderedOn: "2022-06-30" },
    ...{ contract: ["SERVICES", 36, 7_500], clauses: [["EMPLOYMENT_CLAUSE", 1_800, 2]] },
    explained: "Vaskeriet tager elever gennem sin egen aftale med skolen.",
    ...{ winner: "Opdigtet Vaskeri", awardedOn: "2022-09-05" },
  },
  {
    ...{ code: "0751", title: "genbrug af it-udstyr", tenderedOn: "2022-07-01" },
    contract: ["SERVICES", 24, 6_100],
    clauses: [
      ["TRAINING_CLAUSE", null, 2],
      ["EMPLOYMENT_CLAUSE", 1_500, 2],
    ],
    ...{ winner: "Opdigtet Elektronikhus", awardedOn: "2022-09-12" },
  },
  {
    ...{ code: "0479", title: "presenninger til havnen", tenderedOn: "2022-08-15" },
    ...{ contract: ["SUPPLIES", 12, 900], clauses: [["EMPLOYMENT_CLAUSE", 300, 1]] },
  },
];

/** Everything about demand in the growth programme. */
export function demandStory(random: Random, span: ProgrammeSpan, places: readonly GrowthPlace[]): ToldFiles[] {
  return [
    ...TENDERS.map((plot, at) => tenderFile(random.fork(`tender ${at}`), span, plot, places)),
    ...places.flatMap((place) => purchaseFiles(random.fork(`purchases ${place.code}`), span, place)),
    ...places.flatMap((place, at) => surveyFiles(random.fork(`survey ${place.code}`), span, place, at)),
  ];
}

type Step = FileStep<TenderFile>;

function tenderFile(random: Random, span: ProgrammeSpan, plot: TenderPlot, places: readonly GrowthPlace[]): ToldFiles {
  const { code, title, tenderedOn, contract, clauses, explained } = plot;
  const [contractKind, durationMonths, thousands] = contract;
  const buyer = (places.find((place) => place.code === code) as GrowthPlace).municipality;
  const on = localDate(tenderedOn);
  const record: Tender = {
    ...{ id: random.id(on), programmeId: span.programmeId, municipalityCode: code, buyerId: buyer.id },
    ...{ reference: `opdigtet ${tenderedOn}`, title: `Opdigtet udbud: ${title}`, tenderedOn: on, contractKind },
    ...{ durationMonths, valueMinor: BigInt(thousands) * 100_000n, currency: "DKK", noClauseReason: null },
    ...{ state: "PUBLISHED", awardedToId: null, awardedOn: null, cancelledOn: null, cancelReason: null },
    ...{ staffTotal: null, staffDisadvantaged: null, synthetic: true },
  };
  const empty: TenderFile = { record, version: 0, clauses: [], deliveries: [], hires: [] };
  const steps: Step[] = [
    { on, rule: () => recordTender(empty) },
    ...clauses.map(([kind, promisedHours, promisedPlaces]): Step => {
      return { on, rule: () => addClause({ kind, promisedHours, promisedPlaces }) };
    }),
    ...(explained === undefined ? [] : [{ on, rule: () => explain(explained) }]),
    ...outcome(plot, places),
  ];
  return tellFile(random, { map: TENDER_MAP, measures: tenderMeasures, facts: () => [] }, { empty, steps });
}

function outcome(
  { winner, awardedOn, staff, cancelledOn, delivered, hires }: TenderPlot,
  places: readonly GrowthPlace[],
): Step[] {
  if (cancelledOn !== undefined) {
    const on = localDate(cancelledOn);
    return [{ on, rule: () => cancel(on, "Ingen tilbud levede op til kravene.") }];
  }
  if (winner === undefined || awardedOn === undefined) return [];
  const on = localDate(awardedOn);
  const company = places.flatMap(({ companies }) => companies).find(({ name }) => name === winner) as OrganisationRow;
  return [
    { on, rule: () => award({ organisationId: company.id, isKnown: true, awardedOn: on, staff: staff ?? null }) },
    ...(delivered ?? []).flatMap(([kind, months, hours, count]) =>
      Array.from({ length: months }, (_, at) => deliveryStep(addMonths(on, at + 1), kind, hours, at === 0 ? count : 0)),
    ),
    ...(hires ?? []).map(([hiredOn, count]): Step => {
      const day = localDate(hiredOn);
      return { on: day, rule: () => recordHires({ hiredOn: day, count, source: "leverandørens opgørelse, opdigtet" }) };
    }),
  ];
}

/** A month is reported in the next one. */
function deliveryStep(day: LocalDate, kind: ClauseKind, hours: number, places: number): Step {
  const month = day.slice(0, 7);
  const evidence = `Opdigtet timeseddel for ${month}`;
  const evidenceHash = createHash("sha256").update(`${kind} ${evidence}`).digest("hex");
  return {
    on: addDays(addMonths(localDate(`${month}-01`), 1), 6),
    rule: ({ clauses }) => {
      const clauseId = clauses.find((clause) => clause.kind === kind)?.id ?? "";
      return reportDelivery({ clauseId, month, hours, places, evidence, evidenceHash }, null);
    },
  };
}

const QUARTERS = ["2019-Q1", "2019-Q4", "2020-Q2", "2020-Q4", "2021-Q2", "2021-Q4", "2022-Q2"];

/** What a municipality bought of its own enterprises; it grew over the years. */
function purchaseFiles(random: Random, { programmeId }: ProgrammeSpan, place: GrowthPlace): ToldFiles[] {
  return place.companies.flatMap((supplier) =>
    QUARTERS.flatMap((quarter, at) => {
      if (!random.chance(70)) return [];
      const lastMonth = Number(quarter.at(-1)) * 3;
      const on = addDays(
        addMonths(localDate(`${quarter.slice(0, 4)}-${String(lastMonth).padStart(2, "0")}-01`), 1),
        10,
      );
      const amountMinor = BigInt(random.between(40, 90) + at * random.between(8, 24)) * 100_000n;
      const record: PurchaseFile["record"] = {
        ...{ id: random.id(on), programmeId, municipalityCode: place.code, buyerId: place.municipality.id },
        ...{
          supplierId: supplier.id,
          quarter,
          amountMinor,
          currency: "DKK",
          source: "opdigtet udtræk af indkøbssystemet",
        },
        ...{ correctionReason: null, synthetic: true },
      };
      const empty: PurchaseFile = { record, version: 0 };
      const steps: FileStep<PurchaseFile>[] = [{ on, rule: () => recordPurchase(empty, supplier.kinds) }];
      const later = {
        on: addDays(on, 50),
        rule: () => correctPurchase(amountMinor - 500_000n, "En kreditnota manglede."),
      };
      const kind = { map: PURCHASE_MAP, measures: () => [], facts: () => [] };
      return [tellFile(random, kind, { empty, steps: random.chance(8) ? [...steps, later] : steps })];
    }),
  );
}

/** Ten of twelve buyers answered before and after; one got another questionnaire the second time, one never answered again. */
function surveyFiles(random: Random, { programmeId }: ProgrammeSpan, place: GrowthPlace, at: number): ToldFiles[] {
  const answers = (["AWARENESS", "PRACTICE"] as const).flatMap((dimension) => {
    const before = random.between(1, 3);
    const after = Math.min(5, before + (random.chance(12) ? -1 : random.between(0, 2)));
    const first = {
      dimension,
      phase: "BEFORE",
      score: before,
      questionnaireVersion: 1,
      answeredOn: localDate("2018-11-12"),
    } as const;
    const second = {
      ...({ dimension, phase: "AFTER" } as const),
      ...{ score: Math.max(1, after), questionnaireVersion: at === 10 ? 2 : 1 },
      answeredOn: localDate("2022-05-16"),
    } as const;
    return at === 11 ? [first] : [first, second];
  });
  return answers.map((answer) => {
    const record: BuyerSurveyFile["record"] = {
      ...{
        id: random.id(answer.answeredOn),
        programmeId,
        municipalityCode: place.code,
        buyerId: place.municipality.id,
      },
      ...answer,
      synthetic: true,
    };
    const empty: BuyerSurveyFile = { record, version: 0 };
    const kind = { map: BUYER_SURVEY_MAP, measures: () => [], facts: () => [] };
    return tellFile(random, kind, { empty, steps: [{ on: answer.answeredOn, rule: () => recordSurvey(empty) }] });
  });
}
