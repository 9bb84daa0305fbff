/** Initiatives from a need to what they became, activities for demand, and methods in versions, by the service's rules. Pure. */
import { createHash } from "node:crypto";
import { type LocalDate, localDate } from "@inclusion/kernel";
import {
  activityMeasures,
  type DemandActivityFile,
  recordActivity,
} from "@inclusion/partnership/demand-activity/demand-activity";
import { DEMAND_ACTIVITY_MAP } from "@inclusion/partnership/demand-activity/demand-activity.repository";
import type { Evaluation } from "@inclusion/partnership/evaluation/evaluation";
import { EvaluationEntity } from "@inclusion/partnership/evaluation/evaluation.entity";
import {
  type Advance,
  advance,
  type InitiativeFile,
  type InitiativeKind,
  initiativeMeasures,
  registerNeed,
} from "@inclusion/partnership/initiative/initiative";
import { INITIATIVE_MAP } from "@inclusion/partnership/initiative/initiative.repository";
import {
  addEvidence,
  adoptVersion,
  beginMethod,
  type MethodFile,
  testVersion,
  writeVersion,
} from "@inclusion/partnership/method/method";
import { METHOD_MAP } from "@inclusion/partnership/method/method.repository";
import { entityTable, type FileStep, type ToldFiles, tellFile } from "./partnership-files.ts";
import type { ProgrammeSpan } from "./places.ts";
import type { Random } from "./random.ts";
import type { OrganisationRow } from "./rows.ts";
import type { TableRows } from "./table-rows.ts";

type InitiativePlot = Readonly<{
  kind: InitiativeKind;
  code: string | null;
  title: string;
  need: string;
  /** Days of the stages after the need, in their order. */
  stages: readonly (readonly [stage: Advance["stage"], on: string])[];
  registeredOn: string;
  dropReason?: string;
}>;

const INITIATIVES: readonly InitiativePlot[] = [
  {
    ...{ kind: "SOCIAL_ENTERPRISE", code: "0751", title: "Opdigtet sansehave", registeredOn: "2020-11-23" },
    need: "Borgere med hjerneskade mangler udendørs arbejdspladser i et roligt tempo.",
    stages: [
      ["EXPLORING", "2021-01-18"],
      ["DESIGNED", "2021-05-10"],
      ["PILOT", "2021-09-06"],
      ["ESTABLISHED", "2022-03-14"],
    ],
  },
  {
    ...{ kind: "DEVELOPMENT_PROJECT", code: "0621", title: "Opdigtet fælles mentorkorps", registeredOn: "2021-02-08" },
    need: "Små virksomheder har ikke hver for sig råd til en mentor.",
    stages: [
      ["EXPLORING", "2021-03-15"],
      ["DESIGNED", "2021-06-21"],
      ["PILOT", "2021-10-04"],
      ["ESTABLISHED", "2022-08-22"],
    ],
  },
  {
    ...{
      kind: "SOCIAL_ENTERPRISE",
      code: "0860",
      title: "Opdigtet værksted for bådmotorer",
      registeredOn: "2021-04-12",
    },
    need: "Unge uden uddannelse søger teknisk arbejde, som havnen ikke selv kan oplære til.",
    stages: [
      ["EXPLORING", "2021-06-07"],
      ["DESIGNED", "2021-11-15"],
      ["PILOT", "2022-04-25"],
    ],
  },
  {
    ...{ kind: "SOCIAL_ENTERPRISE", code: "0217", title: "Opdigtet delekøkken", registeredOn: "2021-08-30" },
    need: "Nye i landet kan lave mad og har intet sted at sælge den fra.",
    stages: [
      ["EXPLORING", "2021-10-18"],
      ["DROPPED", "2022-02-07"],
    ],
    dropReason: "Lejemålet faldt bort, og et andet blev ikke fundet.",
  },
  {
    ...{ kind: "DEVELOPMENT_PROJECT", code: "0740", title: "Opdigtet natskift med følge", registeredOn: "2022-01-24" },
    ...{ need: "Natarbejde er ledigt, men ingen bus kører dertil.", stages: [["EXPLORING", "2022-03-28"]] },
  },
  {
    ...{ kind: "SOCIAL_ENTERPRISE", code: null, title: "Opdigtet genbrugsbutik på nettet", registeredOn: "2022-09-19" },
    ...{ need: "Varer fra genbrugspladser kasseres, fordi ingen fotograferer og sender dem.", stages: [] },
  },
];

/** The initiatives of the restart programme. @param founded the enterprise that the first one became */
export function initiativeStory(random: Random, span: ProgrammeSpan, founded: OrganisationRow): ToldFiles[] {
  return INITIATIVES.map(({ kind, code, title, need, stages, registeredOn, dropReason }) => {
    const own = random.fork(title);
    const on = localDate(registeredOn);
    const record: InitiativeFile["record"] = {
      ...{ id: own.id(on), programmeId: span.programmeId, municipalityCode: code, kind, title, need, stage: "NEED" },
      ...{ organisationId: null, dropReason: null, synthetic: true },
    };
    const empty: InitiativeFile = { record, version: 0, steps: [] };
    const isNew = kind === "SOCIAL_ENTERPRISE";
    const steps: FileStep<InitiativeFile>[] = stages.map(([stage, day]) => {
      const reachedOn = localDate(day);
      const organisation = stage === "ESTABLISHED" && isNew ? { id: founded.id, cvr: founded.cvr ?? null } : null;
      return { on: reachedOn, rule: () => advance({ stage, reachedOn, reason: dropReason, organisation }) };
    });
    const first: FileStep<InitiativeFile> = { on, rule: () => registerNeed(empty, on) };
    const map = { map: INITIATIVE_MAP, measures: initiativeMeasures, facts: () => [] };
    return tellFile(own, map, { empty, steps: [first, ...steps] });
  });
}

const ACTIVITIES = [
  ["MEETING", "Opdigtet dialogmøde om sociale hensyn i udbud", "2021-02-25", "0751", 34],
  ["GUIDE", "Opdigtet vejledning: fra ønske til klausul", "2021-06-14", null, null],
  ["CAMPAIGN", "Opdigtet kampagne: køb ind med omtanke", "2021-09-20", null, 2_150],
  ["MEETING", "Opdigtet leverandørdag for socialøkonomiske virksomheder", "2022-03-09", "0621", 58],
  ["MEETING", "Opdigtet møde om de nye regler fra 1. juli", "2022-05-18", "0740", 41],
  ["GUIDE", "Opdigtet tjekliste for reserverede kontrakter", "2022-10-03", null, null],
] as const;

/** What was done to make buyers ask for social responsibility. */
export function activityStory(random: Random, span: ProgrammeSpan): ToldFiles[] {
  return ACTIVITIES.map(([kind, title, day, municipalityCode, reached]) => {
    const own = random.fork(title);
    const heldOn = localDate(day);
    const record: DemandActivityFile["record"] = {
      ...{ id: own.id(heldOn), programmeId: span.programmeId, municipalityCode, kind, title, heldOn },
      ...{ organisationIds: [], link: null, reached, synthetic: true },
    };
    const empty: DemandActivityFile = { record, version: 0 };
    const file = { map: DEMAND_ACTIVITY_MAP, measures: activityMeasures, facts: () => [] };
    return tellFile(own, file, { empty, steps: [{ on: heldOn, rule: () => recordActivity(empty, new Set()) }] });
  });
}

/** A version of a method: written, tested with a document, adopted; days that are null have not come. */
type VersionPlot = Readonly<{ writtenOn: string; testedOn: string | null; adoptedOn: string | null; text: string }>;
type MethodPlot = Readonly<{ name: string; versions: readonly VersionPlot[] }>;

const METHODS: readonly MethodPlot[] = [
  {
    name: "Opdigtet metode: kollega før opgave",
    versions: [
      {
        ...{ writtenOn: "2018-05-14", testedOn: "2019-06-03", adoptedOn: "2019-10-07" },
        text: "Borgeren møder sin kollega på arbejdspladsen, før opgaverne aftales.",
      },
      {
        ...{ writtenOn: "2020-08-10", testedOn: "2021-09-13", adoptedOn: "2022-02-21" },
        text: "Som før, og virksomhedens mentor får fire timers oplæring i den første uge.",
      },
      {
        ...{ writtenOn: "2022-04-19", testedOn: null, adoptedOn: null },
        text: "Som før, og timerne sættes op hver fjerde uge efter en fælles samtale.",
      },
    ],
  },
  {
    name: "Opdigtet metode: praktik i to trin",
    versions: [
      {
        ...{ writtenOn: "2019-02-04", testedOn: "2020-03-02", adoptedOn: null },
        text: "To uger i en socialøkonomisk virksomhed, derefter seks i en ordinær.",
      },
    ],
  },
];

/** The methods of the growth programme. */
export function methodStory(random: Random, span: ProgrammeSpan): ToldFiles[] {
  return METHODS.map(({ name, versions }) => {
    const own = random.fork(name);
    const begunOn = localDate(versions[0]?.writtenOn ?? span.startsOn);
    const record = { id: own.id(begunOn), programmeId: span.programmeId, name, synthetic: true };
    const empty: MethodFile = { record, version: 0, versions: [], evidence: [] };
    const steps = versions.flatMap((plot, at) => versionSteps(empty, plot, at));
    return tellFile(own, { map: METHOD_MAP, measures: () => [], facts: () => [] }, { empty, steps });
  });
}

function versionSteps(empty: MethodFile, plot: VersionPlot, at: number): FileStep<MethodFile>[] {
  const { text, testedOn, adoptedOn } = plot;
  const idOf = ({ versions }: MethodFile): string => versions[at]?.id ?? "";
  const on = localDate(plot.writtenOn);
  const written: FileStep<MethodFile> = { on, rule: () => (at === 0 ? beginMethod(empty, text) : writeVersion(text)) };
  if (testedOn === null) return [written];
  const tested = localDate(testedOn);
  const document = {
    title: `Opdigtet afprøvning, udgave ${at + 1}`,
    link: "https://example.org/opdigtet-afproevning.pdf",
    contentHash: createHash("sha256").update(`${empty.record.name} ${at}`).digest("hex"),
  };
  const steps: FileStep<MethodFile>[] = [
    written,
    { on: tested, rule: (file) => addEvidence({ ...document, methodVersionId: idOf(file) }) },
    { on: tested, rule: (file) => testVersion(idOf(file), tested) },
  ];
  return adoptedOn === null ? steps : [...steps, adoption(localDate(adoptedOn), idOf)];
}

function adoption(adoptedOn: LocalDate, idOf: (file: MethodFile) => string): FileStep<MethodFile> {
  const scalability = "Kan bruges af enhver kommune med en virksomhedskonsulent; en mentor koster 32 timer om året.";
  return { on: adoptedOn, rule: (file) => adoptVersion({ methodVersionId: idOf(file), adoptedOn, scalability }) };
}

/** The final evaluation as a draft: its file is not known, so nothing can be published. */
export function evaluationTable(random: Random, { programmeId, endsOn }: ProgrammeSpan): TableRows {
  const row: Evaluation = {
    ...{ id: random.id(endsOn), programmeId, kind: "FINAL", title: "Opdigtet udkast til slutevaluering" },
    ...{ author: "Opdigtet Evaluering", fileUrl: "https://example.org/opdigtet-slutevaluering.pdf" },
    ...{ mediaType: "application/pdf", sha256: null, publishedOn: null, version: 1 },
  };
  return entityTable(EvaluationEntity, [{ row, recordedAt: random.instant(endsOn) }]);
}
