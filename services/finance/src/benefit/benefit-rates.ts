/**
 * Monthly rates of benefits before tax, in whole kroner, by the year in which they held. A year that is missing was not
 * read in any source. Where a sum is a maximum, most people get less: use an own figure where there is one.
 *
 * @source docs/sources.md#benefit-rates
 */
import type { LadderBenefit } from "./ladder-benefit.ts";

/** Who lives on the benefit: rates differ for who provides for children. */
export type Household = "WITH_CHILDREN" | "OTHERS";

/** The rates of one benefit, oldest first. */
export type BenefitRates = Readonly<{
  /** The source's name of the rate. */
  name: string;
  benefits: readonly LadderBenefit[];
  household: Household;
  rates: readonly Readonly<{ year: number; kronerPerMonth: number; source: string }>[];
}>;

export const BENEFIT_RATES: readonly BenefitRates[] = [
  {
    name: "arbejdsløshedsdagpenge, full time maximum",
    benefits: ["UNEMPLOYMENT_INSURANCE"],
    household: "OTHERS",
    rates: [
      { year: 2020, kronerPerMonth: 19083, source: 'bm.dk, Satser for 2020 (row "dagpengemaksimum")' },
      { year: 2022, kronerPerMonth: 19351, source: "danskerhverv.dk, Satser for 2022" },
      { year: 2023, kronerPerMonth: 19728, source: "bm.dk, Satser for 2023" },
    ],
  },
  {
    name: "fleksløntilskud, maximum (98 % of dagpenge)",
    benefits: ["FLEX_SUBSIDY"],
    household: "OTHERS",
    rates: [
      { year: 2020, kronerPerMonth: 18701, source: "computed: 98 % of 19,083 (verify)" },
      { year: 2022, kronerPerMonth: 18964, source: "slagelse.dk, Fleksløntilskud; danskerhverv.dk, Satser for 2022" },
      { year: 2023, kronerPerMonth: 19333, source: "computed: 98 % of 19,728 (verify)" },
    ],
  },
  {
    name: "kontanthjælp 30+, others",
    benefits: ["CASH_JOB_READY", "CASH_ACTIVITY_READY"],
    household: "OTHERS",
    rates: [
      { year: 2013, kronerPerMonth: 10500, source: "bm.dk, Satser for 2013, Kontanthjælp (age limit 25+ that year)" },
      { year: 2014, kronerPerMonth: 10689, source: "bm.dk, Satser for 2014, Kontanthjælp" },
      {
        year: 2015,
        kronerPerMonth: 10849,
        source: "bm.dk, Satser for 2015 (via ressourceforløbsydelse page) and Vejledning om satser 2015",
      },
      { year: 2016, kronerPerMonth: 10968, source: "bm.dk, Satser for 2016, Kontanthjælp" },
      {
        year: 2017,
        kronerPerMonth: 11143,
        source: "bm.dk, Satser for 2017 (kontantydelse page; same rates) and a copy at behandlosordenligt.dk",
      },
      {
        year: 2018,
        kronerPerMonth: 11282,
        source: "bm.dk, Satser for 2018, Kontantydelse (same rates by law as kontanthjælp)",
      },
      {
        year: 2020,
        kronerPerMonth: 11554,
        source: "bm.dk, Satser for 2020, Ressourceforløbsydelse (rows naming kontanthjælp level); job.herning.dk",
      },
      {
        year: 2021,
        kronerPerMonth: 11698,
        source: "bm.dk, Satser for 2021, Kontanthjælp (copy at aktivsocialraadgiver.dk)",
      },
      {
        year: 2022,
        kronerPerMonth: 11716,
        source:
          "danskerhverv.dk, Satser for 2022 (ressourceforløbsydelse; same level as kontanthjælp); danmarkmedmere.dk prints these as 2023 by mistake",
      },
      { year: 2023, kronerPerMonth: 11944, source: "bm.dk, Satser for 2023, Kontanthjælp" },
    ],
  },
  {
    name: "kontanthjælp 30+, with children",
    benefits: ["CASH_JOB_READY", "CASH_ACTIVITY_READY"],
    household: "WITH_CHILDREN",
    rates: [
      { year: 2013, kronerPerMonth: 13952, source: "bm.dk, Satser for 2013, Kontanthjælp (age limit 25+ that year)" },
      { year: 2014, kronerPerMonth: 14203, source: "bm.dk, Satser for 2014, Kontanthjælp" },
      {
        year: 2015,
        kronerPerMonth: 14416,
        source: "bm.dk, Satser for 2015 (via ressourceforløbsydelse page) and Vejledning om satser 2015",
      },
      { year: 2016, kronerPerMonth: 14575, source: "bm.dk, Satser for 2016, Kontanthjælp" },
      {
        year: 2017,
        kronerPerMonth: 14808,
        source: "bm.dk, Satser for 2017 (kontantydelse page; same rates) and a copy at behandlosordenligt.dk",
      },
      {
        year: 2018,
        kronerPerMonth: 14993,
        source: "bm.dk, Satser for 2018, Kontantydelse (same rates by law as kontanthjælp)",
      },
      {
        year: 2020,
        kronerPerMonth: 15355,
        source: "bm.dk, Satser for 2020, Ressourceforløbsydelse (rows naming kontanthjælp level); job.herning.dk",
      },
      {
        year: 2021,
        kronerPerMonth: 15547,
        source: "bm.dk, Satser for 2021, Kontanthjælp (copy at aktivsocialraadgiver.dk)",
      },
      {
        year: 2022,
        kronerPerMonth: 15570,
        source:
          "danskerhverv.dk, Satser for 2022 (ressourceforløbsydelse; same level as kontanthjælp); danmarkmedmere.dk prints these as 2023 by mistake",
      },
      { year: 2023, kronerPerMonth: 15874, source: "bm.dk, Satser for 2023, Kontanthjælp" },
    ],
  },
  {
    name: "ledighedsydelse, high rate (89 % of dagpenge)",
    benefits: ["UNEMPLOYED_FLEX"],
    household: "OTHERS",
    rates: [
      { year: 2020, kronerPerMonth: 16984, source: "job.herning.dk, Ledighedsydelse (text of borger.dk)" },
      { year: 2022, kronerPerMonth: 17222, source: "danskerhverv.dk, Satser for 2022" },
      { year: 2023, kronerPerMonth: 17558, source: "computed: 89 % of 19,728 (verify)" },
    ],
  },
  {
    name: "ressourceforløbsydelse, others",
    benefits: ["RESOURCE_COURSE", "JOB_CLARIFICATION"],
    household: "OTHERS",
    rates: [
      { year: 2015, kronerPerMonth: 10849, source: "bm.dk, Satser for 2015, Ressourceforløbsydelse" },
      { year: 2020, kronerPerMonth: 11554, source: "bm.dk, Satser for 2020, Ressourceforløbsydelse" },
      { year: 2022, kronerPerMonth: 11716, source: "danskerhverv.dk, Satser for 2022" },
      { year: 2023, kronerPerMonth: 11944, source: "inferred: follows the kontanthjælp level (verify)" },
    ],
  },
  {
    name: "ressourceforløbsydelse, with children",
    benefits: ["RESOURCE_COURSE", "JOB_CLARIFICATION"],
    household: "WITH_CHILDREN",
    rates: [
      { year: 2015, kronerPerMonth: 14416, source: "bm.dk, Satser for 2015, Ressourceforløbsydelse" },
      { year: 2020, kronerPerMonth: 15355, source: "bm.dk, Satser for 2020, Ressourceforløbsydelse" },
      { year: 2022, kronerPerMonth: 15570, source: "danskerhverv.dk, Satser for 2022" },
      { year: 2023, kronerPerMonth: 15874, source: "serviceforbundet.dk, 1 Dec 2022" },
    ],
  },
  {
    name: "revalideringsydelse 30+",
    benefits: ["REHABILITATION"],
    household: "OTHERS",
    rates: [{ year: 2023, kronerPerMonth: 19741, source: "serviceforbundet.dk, 1 Dec 2022" }],
  },
  {
    name: "sygedagpenge, maximum",
    benefits: ["SICKNESS"],
    household: "OTHERS",
    rates: [
      { year: 2014, kronerPerMonth: 17658, source: "Vejledning om satser 2014; month computed (4075 a week x 52/12)" },
      { year: 2015, kronerPerMonth: 17918, source: "Vejledning om satser 2015; month computed (4135 a week x 52/12)" },
      { year: 2016, kronerPerMonth: 18113, source: "Vejledning om satser 2016; month computed (4180 a week x 52/12)" },
      { year: 2019, kronerPerMonth: 18872, source: "Vejledning om satser 2019; month computed (4355 a week x 52/12)" },
      {
        year: 2020,
        kronerPerMonth: 19088,
        source: "bm.dk 2020 (ressourceforløbsydelse at sickness level); month computed (4405 a week x 52/12)",
      },
      { year: 2022, kronerPerMonth: 19348, source: "danskerhverv.dk 2022; month computed (4465 a week x 52/12)" },
      { year: 2023, kronerPerMonth: 19717, source: "bm.dk 2023; month computed (4550 a week x 52/12)" },
    ],
  },
  {
    name: "uddannelseshjælp, single parent under 30",
    benefits: ["EDUCATION_READY", "EDUCATION_ACTIVITY_READY"],
    household: "WITH_CHILDREN",
    rates: [{ year: 2023, kronerPerMonth: 13090, source: "bm.dk, Satser for 2023" }],
  },
  {
    name: "uddannelseshjælp under 30, living away",
    benefits: ["EDUCATION_READY", "EDUCATION_ACTIVITY_READY"],
    household: "OTHERS",
    rates: [
      { year: 2016, kronerPerMonth: 6010, source: "bm.dk, Satser for 2016, Uddannelseshjælp" },
      { year: 2023, kronerPerMonth: 6545, source: "bm.dk, Satser for 2023" },
    ],
  },
];
