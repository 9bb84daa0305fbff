import { localDate } from "@inclusion/kernel";
import { expect, test } from "vitest";
import { type CompanyGiven, companyProblems, type KnownCompany } from "./company.ts";

const idOf = (number: number): string => `0190a000-0000-7000-8000-${String(number).padStart(12, "0")}`;
const [PROGRAMME, COMPANY, COURSE, PARTNERSHIP] = [idOf(1), idOf(2), idOf(3), idOf(4)];
const GIVEN: CompanyGiven = { programmeId: PROGRAMME, organisationId: COMPANY, municipalityCode: "0751" };
const partnership = {
  ...{ id: PARTNERSHIP, programmeId: PROGRAMME, municipalityCodes: ["0751"], parties: [] },
  ...{ signedOn: localDate("2018-06-01"), closedOn: localDate("2020-06-30") },
};
const KNOWN: KnownCompany = { course: null, hasCourse: false, organisation: { mergedInto: null }, partnership };
const codes = (given: Partial<CompanyGiven>, known: Partial<KnownCompany> = {}, on = "2019-01-07") =>
  companyProblems(
    { ...GIVEN, ...given },
    { ...KNOWN, ...known },
    { on: localDate(on), isMunicipality: (code) => code === "0751" },
  ).map(({ code, field }) => `${code} ${field?.at(-1)}`);

test.for([
  { case: "a company that was told of", given: {}, known: {}, wrong: [] },
  { case: "a company with a course", given: {}, known: { organisation: null, hasCourse: true }, wrong: [] },
  {
    case: "a company of which nothing is known",
    given: {},
    known: { organisation: null },
    wrong: ["COMPANY_UNKNOWN organisationId"],
  },
  {
    case: "a company that became part of another",
    given: {},
    known: { organisation: { mergedInto: idOf(9) }, hasCourse: true },
    wrong: ["COMPANY_UNKNOWN organisationId"],
  },
  {
    case: "no ids",
    given: { programmeId: "a", organisationId: "b" },
    known: {},
    wrong: ["COMPANY_UNKNOWN programmeId", "COMPANY_UNKNOWN organisationId"],
  },
  { case: "another company's course", given: { courseId: COURSE }, known: {}, wrong: ["COURSE_UNKNOWN courseId"] },
  {
    case: "no municipality",
    given: { municipalityCode: "0000" },
    known: {},
    wrong: ["MUNICIPALITY_UNKNOWN municipalityCode"],
  },
  { case: "its partnership", given: { partnershipId: PARTNERSHIP }, known: {}, wrong: [] },
  {
    case: "a partnership that was never told of",
    given: { partnershipId: PARTNERSHIP },
    known: { partnership: null },
    wrong: ["PARTNERSHIP_NOT_SIGNED partnershipId"],
  },
  {
    case: "a partnership of another programme",
    given: { partnershipId: PARTNERSHIP },
    known: { partnership: { ...partnership, programmeId: idOf(8) } },
    wrong: ["PARTNERSHIP_NOT_SIGNED partnershipId"],
  },
  {
    case: "everything wrong at once",
    given: { partnershipId: PARTNERSHIP, municipalityCode: "1" },
    known: { partnership: null, organisation: null },
    wrong: [
      "COMPANY_UNKNOWN organisationId",
      "PARTNERSHIP_NOT_SIGNED partnershipId",
      "MUNICIPALITY_UNKNOWN municipalityCode",
    ],
  },
])("of $case it is said what is wrong", ({ given, known, wrong }) => {
  expect(codes(given, known)).toEqual(wrong);
});

test.for([
  { on: "2018-05-31", wrong: true },
  { on: "2018-06-01", wrong: false },
  { on: "2020-06-30", wrong: false },
  { on: "2020-07-01", wrong: true },
])("a partnership holds from its signing to its end: on $on refused is $wrong", ({ on, wrong }) => {
  expect(codes({ partnershipId: PARTNERSHIP }, {}, on)).toEqual(wrong ? ["PARTNERSHIP_NOT_SIGNED partnershipId"] : []);
});
