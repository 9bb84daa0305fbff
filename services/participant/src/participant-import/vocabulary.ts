/** The closed lists of an import, in the words of municipalities and in our own codes. Pure. */
import type { CourseKind } from "../course/course.ts";
import type { WorkForm } from "../employment/employment.ts";
import type { Education, LabourStatus } from "../entry-facts/entry-facts.ts";
import type { Benefit } from "../participation/participation.ts";
import type { Sex } from "../participation/person.ts";
import { dictionaryOf } from "./terms.ts";

export const SEX = dictionaryOf<Sex>({
  F: ["kvinde", "k", "kv", "female", "woman", "2"],
  M: ["mand", "m", "male", "man", "1"],
});

/** @source docs/sources.md#benefits-and-forms-of-work */
export const BENEFIT = dictionaryOf<Benefit>({
  UNEMPLOYMENT_INSURANCE: ["arbejdsløshedsdagpenge", "dagpenge", "a-dagpenge"],
  CASH_JOB_READY: ["kontanthjælp, jobparat", "jobparat kontanthjælp", "jobparat", "kontanthjælp (jobparat)"],
  CASH_ACTIVITY_READY: [
    ...["kontanthjælp, aktivitetsparat", "aktivitetsparat kontanthjælp", "aktivitetsparat"],
    "kontanthjælp (aktivitetsparat)",
  ],
  EDUCATION_READY: ["uddannelseshjælp", "uddannelseshjælp, uddannelsesparat", "uddannelsesparat"],
  EDUCATION_ACTIVITY_READY: ["uddannelseshjælp, aktivitetsparat", "uddannelseshjælp (aktivitetsparat)"],
  SELF_SUPPORT_RETURN: [
    ...["selvforsørgelses- og hjemrejseydelse", "overgangsydelse", "selvforsørgelses- og overgangsydelse"],
    ...["hjemrejseydelse", "SHO-ydelse", "SO-ydelse", "integrationsydelse"],
  ],
  SICKNESS: ["sygedagpenge", "sygemeldt"],
  JOB_CLARIFICATION: ["ressourceforløbsydelse i jobafklaring", "jobafklaring", "jobafklaringsforløb"],
  RESOURCE_COURSE: ["ressourceforløbsydelse", "ressourceforløb"],
  REHABILITATION: ["revalideringsydelse", "revalidering", "revalidend"],
  UNEMPLOYED_FLEX: ["ledighedsydelse"],
  FLEX_SUBSIDY: ["fleksløntilskud", "fleksjob med fleksløntilskud"],
  DISABILITY_PENSION: ["førtidspension", "førtidspensionist"],
  NONE_SELF_SUPPORTING: ["selvforsørgende", "ingen ydelse", "ingen", "selvforsørget"],
});

export const LABOUR_STATUS = dictionaryOf<LabourStatus>({
  UNEMPLOYED: ["ledig", "arbejdsløs", "arbejdsledig"],
  LONG_TERM_UNEMPLOYED: ["langtidsledig", "langtidsarbejdsløs"],
  INACTIVE: ["inaktiv", "uden for arbejdsstyrken", "udenfor arbejdsstyrken"],
  INACTIVE_NOT_IN_EDUCATION: [
    ...["inaktiv, ikke under uddannelse", "uden for arbejdsstyrken, ikke under uddannelse"],
    "inaktiv og ikke under uddannelse",
  ],
  EMPLOYED: ["i arbejde", "i beskæftigelse", "beskæftiget", "ansat", "selvstændig"],
});

/** ISCED 2011; the short words are those that Danish forms use. */
export const EDUCATION = dictionaryOf<Education>({
  ISCED_0: ["ingen skolegang", "0", "ISCED 0"],
  ISCED_1: ["indskoling", "1", "ISCED 1", "grundskole til og med 6. klasse"],
  ISCED_2: ["grundskole", "2", "ISCED 2", "folkeskole", "9. klasse", "10. klasse", "grundskole 7.-10. klasse"],
  ISCED_3: [
    ...["erhvervsuddannelse", "3", "ISCED 3", "gymnasium", "gymnasial uddannelse", "ungdomsuddannelse", "faglært"],
    ...["HF", "STX", "HHX", "HTX", "EUD"],
  ],
  ISCED_4: ["videregående kursus efter ungdomsuddannelse", "4", "ISCED 4"],
  ISCED_5: ["kort videregående uddannelse", "5", "ISCED 5", "KVU", "erhvervsakademi"],
  ISCED_6: ["mellemlang videregående uddannelse", "6", "ISCED 6", "MVU", "bachelor", "professionsbachelor"],
  ISCED_7: ["lang videregående uddannelse", "7", "ISCED 7", "LVU", "kandidat", "kandidatuddannelse"],
  ISCED_8: ["ph.d.", "8", "ISCED 8", "forskeruddannelse"],
});

/** @source docs/sources.md#benefits-and-forms-of-work */
export const WORK_FORM = dictionaryOf<WorkForm>({
  ORDINARY: ["ordinær ansættelse", "ordinær", "ordinært job", "fastansættelse"],
  SMALL_JOB: ["småjob", "lønnede timer", "ordinære timer"],
  FLEX_JOB: ["fleksjob"],
  WAGE_SUBSIDY: ["løntilskud", "ansættelse med løntilskud"],
  WORK_TRIAL: ["virksomhedspraktik", "praktik"],
  UTILITY_JOB: ["nytteindsats"],
  HYBRID: ["hybridpraktik"],
  APPRENTICE: ["elev", "lærling", "elevplads", "uddannelsesaftale"],
  SELF_EMPLOYED: ["selvstændig", "selvstændig virksomhed"],
});

export const COURSE = dictionaryOf<CourseKind>({
  ENTRY: ["indslusningsforløb", "indslusning", "entry course"],
  INCLUSION: ["inklusionsforløb", "inklusion", "inclusion course"],
  RETENTION: ["fastholdelsesforløb", "fastholdelse", "retention course"],
  FAST_TRACK_AFTERCARE: ["fast-track efterværn", "efterværn", "fast track"],
});
