/** Names and texts of the accelerator's story. All of it is made up. */

/** Companies that applied and were turned down, beside those of `names.ts`. */
export const MORE_APPLICANTS: readonly Readonly<{ name: string; code: string }>[] = [
  { name: "Opdigtet Fløjlssyning", code: "0169" },
  { name: "Opdigtet Honninggård", code: "0479" },
  { name: "Opdigtet Lampeværk", code: "0540" },
  { name: "Opdigtet Sæbekogeri", code: "0561" },
  { name: "Opdigtet Legetøjslager", code: "0615" },
  { name: "Opdigtet Tapetserer", code: "0657" },
  { name: "Opdigtet Mikrobryggeri", code: "0851" },
  { name: "Opdigtet Bådbyggeri", code: "0813" },
  { name: "Opdigtet Tekstilgenbrug", code: "0751" },
];

export const CRITERIA = [
  { code: "SOCIAL_IMPACT", label: "Social effekt", weight: 3 },
  { code: "GROWTH_POTENTIAL", label: "Uudnyttet vækst", weight: 2 },
  { code: "MANAGEMENT", label: "Ledelse", weight: 1 },
] as const;

/** The three calls: a round each, with the days on which applications were taken. */
export const CALLS = [
  { cohort: "2018", title: "Hold 1: forår 2018", opensOn: "2018-02-12", closesOn: "2018-04-15" },
  { cohort: "2019-1", title: "Hold 2: vinter 2019", opensOn: "2018-08-20", closesOn: "2018-11-15" },
  { cohort: "2019-2", title: "Hold 3: efterår 2019", opensOn: "2019-03-01", closesOn: "2019-06-10" },
] as const;

export const REVIEWERS = ["demo:accelerator_reviewer", "bedømmer 2", "bedømmer 3"] as const;

export const SESSIONS = [
  { kind: "CAMP", title: "Opstartslejr", hoursHundredths: 1_600, day: 30 },
  { kind: "TEACHING", title: "Salg til det offentlige", hoursHundredths: 600, day: 95 },
  { kind: "TEACHING", title: "Mentor på arbejdspladsen", hoursHundredths: 450, day: 180 },
  { kind: "NETWORK", title: "Netværksdag med ordinære virksomheder", hoursHundredths: 350, day: 260 },
  { kind: "PITCH", title: "Afsluttende præsentation", hoursHundredths: 300, day: 345 },
] as const;

export const MILESTONES = [
  { sprint: 1, title: "Prisliste og tilbud er skrevet", isMandatory: true, day: 120 },
  { sprint: 2, title: "Aftale med jobcentret om rekruttering", isMandatory: true, day: 200 },
  { sprint: 3, title: "Mentorordning er prøvet", isMandatory: true, day: 290 },
  { sprint: 3, title: "Ny hjemmeside", isMandatory: false, day: 330 },
] as const;

/** What ready participants need, as often as it stands here, and what workplaces offer. */
export const NEEDS = [
  ...["CALM_SETTING", "CLEAR_TASKS", "CLEAR_TASKS", "DAYTIME_ONLY", "FEW_CUSTOMERS", "FIXED_HOURS"],
  ...["FLEXIBLE_HOURS", "GRADUAL_HOURS", "GRADUAL_HOURS", "MENTOR_AT_WORK", "MENTOR_AT_WORK", "PUBLIC_TRANSPORT"],
] as const;
