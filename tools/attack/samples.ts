/** A valid value for every argument that a field of the graph needs, taken from the seed by whoever sees all of it. */
import { type GraphQLField, isRequiredArgument } from "graphql";
import type { Connection } from "../postgres/connection.ts";

/** The programme of the seed with most in it. */
export const PROGRAMME = "social-inklusion-gennem-vaekstpartnerskaber";

const CVR = "SELECT cvr AS id FROM partnership.organisation WHERE cvr IS NOT NULL ORDER BY cvr";
/** Where an id comes from: a statement that gives one. */
const IDS = {
  programme: `SELECT id FROM partnership.programme WHERE slug = '${PROGRAMME}'`,
  companyCourse: `SELECT id FROM accelerator.company_course WHERE state = 'GRADUATED' ORDER BY id`,
  jobOpening: `SELECT id FROM accelerator.job_opening WHERE state <> 'DRAFT' ORDER BY id`,
  costClaim: `SELECT id FROM finance.cost_claim ORDER BY id`,
  outcome: `SELECT id FROM finance.outcome WHERE state = 'PAID' ORDER BY id`,
  simulation: `SELECT id FROM finance.simulation WHERE state = 'FROZEN'`,
  participation: `SELECT participation_id AS id FROM participant.placement
    WHERE municipality_code = '0751' ORDER BY participation_id`,
  organisation: `SELECT organisation_id AS id FROM partnership.partnership_party WHERE role = 'SOCIAL_ENTERPRISE' ORDER BY id`,
  partnership: `SELECT id FROM partnership.partnership WHERE municipality_code = '0751' ORDER BY id`,
  supplierListing: `SELECT id FROM partnership.supplier_listing WHERE state = 'PUBLISHED' ORDER BY id`,
} as const;

export type Samples = Readonly<Record<keyof typeof IDS | "cvr", string>>;

/** Ids of rows of the seed. @param offset takes other rows than the first, of which most are nobody's in the demo */
export async function readSamples(admin: Connection, offset = 0): Promise<Samples> {
  const found: Record<string, string> = {};
  for (const [name, sql] of Object.entries({ ...IDS, cvr: CVR })) {
    const only = name === "programme" || name === "simulation" ? 0 : offset;
    const foreign = offset === 0 ? sql : sql.replace("municipality_code = '0751'", "municipality_code <> '0751'");
    const { rows } = await admin.query<{ id: string }>(`${foreign} LIMIT 1 OFFSET ${only}`);
    if (rows[0] === undefined) throw new Error(`The seed has no ${name}.`);
    found[name] = rows[0].id;
  }
  return found as Samples;
}

const CARE = `instrument: "BIP", version: 1, rater: PARTICIPANT`;

/** Arguments by field, for those that need one. */
function table(ids: Samples): Readonly<Record<string, string>> {
  const id = (of: keyof Samples): string => `id: "${ids[of]}"`;
  return {
    "Query.companyCourse": id("companyCourse"),
    "Query.jobOpening": id("jobOpening"),
    "Query.costClaim": id("costClaim"),
    "Query.job": id("simulation"),
    "Query.outcome": id("outcome"),
    "Query.simulation": id("simulation"),
    "Query.participation": id("participation"),
    "Query.participantImport": id("participation"),
    "Query.organisation": id("organisation"),
    "Query.partnership": id("partnership"),
    "Query.supplierListing": id("supplierListing"),
    "Query.possibleDuplicates": `programmeId: "${ids.programme}"`,
    "Query.programme": `slug: "${PROGRAMME}"`,
    "Query.municipality": `code: "0751"`,
    "Query.region": `code: "1082"`,
    "Query.organisationByCvr": `cvr: "${ids.cvr}"`,
    "Query.rsvDividendCeiling": `resultAfterTax: "100.00"`,
    "Query.unusualReaders": `from: "2020-01-01T00:00:00.000Z", until: "2020-02-01T00:00:00.000Z"`,
    // No token of the seed is kept: whoever asks is told that there is none.
    "Query.accessToken": id("participation"),
    "Programme.participantPooling": `input: { table: { indicator: "3B.1", rows: MUNICIPALITY }, pooled: ["0751"] }`,
    "Query.benefitSplit": `input: { monthlyBenefit: "12000.00", firstWeek: 1, weeks: 60 }`,
    "Query.presentValue": `input: { flows: ["100.00", "-20.00"], every: YEAR }`,
    "Query.fundingCase": `input: { supportRate: "1/2", years: [{ year: 2020, cost: "10.00", municipality: "4.00",
      state: "3.00", region: "2.00" }] }`,
    "Grant.keptUntil": `framework: ESF_2014_2020, isLarge: false`,
    "Participation.identity": "purpose: CASEWORK",
    "Participation.change": CARE,
    "Programme.growthComparison": "seed: 1",
    "Programme.partnershipComparison": "seed: 1",
    "Programme.companySums": "year: 2020",
    "Programme.contractReplay": "terms: { withoutPersonCap: true }",
    "Programme.simulatedAndActual": `simulationId: "${ids.simulation}"`,
    "Programme.savings": "cohortYear: 2019",
    "Programme.participantTable": `input: { indicator: "3B.1", rows: SEX }`,
    "Programme.participantDays": `codes: ["HIRED"], by: SEX`,
    "Programme.esfReport": "period: { year: 2020, half: H1 }",
    "Programme.progress": CARE,
    "Programme.scoreOutcomes": CARE,
    "Programme.participantPace": `targets: [{ code: "3B.1", target: 148 }]`,
    "Viewer.whatIf": `documentId: "sha256:${"0".repeat(64)}"`,
  };
}

/** Rows of a list that the walk asks for. */
const FIRST = 2;

/**
 * The arguments of a field as text, with brackets. @throws Error for a field that needs an argument which nobody gave
 * it here: whoever adds such a field adds its sample.
 */
export function argumentsFrom(ids: Samples): (type: string, field: GraphQLField<unknown, unknown>) => string {
  const known = table(ids);
  return (type, field) => {
    const name = `${type}.${field.name}`;
    const given = known[name];
    const needed = field.args.filter(
      (each) => isRequiredArgument(each) && each.name !== "since" && each.name !== "first",
    );
    if (given === undefined && needed.length > 0) {
      throw new Error(`${name} needs an argument, and tools/attack/samples.ts has no sample for it.`);
    }
    const since = field.args.some(({ name: each }) => each === "since") ? [`since: "2020-01-01T00:00:00.000Z"`] : [];
    const first = field.args.some(({ name: each }) => each === "first") ? [`first: ${FIRST}`] : [];
    const all = [...(given === undefined ? [] : [given]), ...since, ...first];
    return all.length === 0 ? "" : `(${all.join(", ")})`;
  };
}
