/** Valid calls of every mutation, made from the schema, and where the ids of rows that are somebody's come from. */

import { SERVICES, sdlOf } from "@inclusion/schema";
import {
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLSchema,
  getNamedType,
  getNullableType,
  isCompositeType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isObjectType,
  Kind,
  parse,
} from "graphql";
import type { Connection } from "../postgres/connection.ts";

/** A mutation: how it is asked, and the input with what it needs. */
export type Mutation = Readonly<{
  name: string;
  /** The service that carries it out. */
  service: string;
  query: string;
  input: Readonly<Record<string, unknown>>;
  /** Names of the input's own fields that take an id. */
  ids: readonly string[];
}>;

/** An id of no row. */
export const NO_ROW = "01890000-0000-7000-8000-000000000001";
const SCALARS: Readonly<Record<string, unknown>> = {
  ...{ ID: NO_ROW, String: "0751", Int: 1, Float: 1, Boolean: false },
  ...{ LocalDate: "2020-01-01", Instant: "2020-01-01T00:00:00.000Z", DecimalString: "1.00" },
};

/** Every mutation of the graph. */
export function mutationsOf(schema: GraphQLSchema): readonly Mutation[] {
  const fields = Object.values(schema.getMutationType()?.getFields() ?? {});
  const owners = ownersOfMutations();
  return fields.map((field) => {
    const [argument] = field.args;
    const type = argument === undefined ? null : getNamedType(argument.type);
    if (field.args.length !== 1 || argument?.name !== "input" || !isInputObjectType(type)) {
      throw new Error(`${field.name} does not take one input.`);
    }
    const own = Object.values(type.getFields());
    const ids = own.filter((each) => getNamedType(each.type).name === "ID" && each.name !== "idempotencyKey");
    const input = Object.fromEntries(
      own
        .filter((each) => isNonNullType(each.type) || ids.includes(each))
        .map((each) => [each.name, sampleOf(each.type)]),
    );
    const service = owners.get(field.name) ?? "";
    return { name: field.name, service, query: queryOf(field, type.name), input, ids: ids.map((each) => each.name) };
  });
}

/** The service of each mutation, by the files of the services. */
function ownersOfMutations(): ReadonlyMap<string, string> {
  const owners = new Map<string, string>();
  for (const service of SERVICES) {
    for (const node of parse(sdlOf(service)).definitions) {
      const isType = node.kind === Kind.OBJECT_TYPE_DEFINITION || node.kind === Kind.OBJECT_TYPE_EXTENSION;
      if (!isType || node.name.value !== "Mutation") continue;
      for (const field of node.fields ?? []) owners.set(field.name.value, service);
    }
  }
  return owners;
}

function queryOf(field: GraphQLField<unknown, unknown>, input: string): string {
  const payload = getNamedType(field.type);
  const told = isObjectType(payload) ? Object.values(payload.getFields()) : [];
  const selection = told
    .filter(({ args }) => args.every((argument) => !isNonNullType(argument.type)))
    .map(({ name, type }) => {
      if (name === "refusals") return "refusals { code message field }";
      return isCompositeType(getNamedType(type)) ? `${name} { __typename }` : name;
    });
  return `mutation ($input: ${input}!) { ${field.name}(input: $input) { ${selection.join(" ")} } }`;
}

/** A value of a type: the first of an enum, one of a list, of an input no more than it needs. */
function sampleOf(type: GraphQLInputType): unknown {
  const of = getNullableType(type);
  if (isListType(of)) return [sampleOf(of.ofType)];
  if (isEnumType(of)) return of.getValues()[0]?.name;
  if (!isInputObjectType(of)) return SCALARS[getNamedType(of).name] ?? null;
  const needed = Object.values(of.getFields()).filter((field) => isNonNullType(field.type));
  return Object.fromEntries(needed.map((field) => [field.name, sampleOf(field.type)]));
}

/** The table behind an id of an input; `id` itself is named by the mutation. */
const TABLES: Readonly<Record<string, string>> = {
  accessRequestId: "participant.access_request",
  accessTokenId: "partnership.access_token",
  emergencyAccessId: "participant.emergency_access",
  activityId: "participant.activity",
  advisoryId: "accelerator.advisory_hours",
  callId: "accelerator.accelerator_call",
  claimId: "finance.cost_claim",
  intoClaimId: "finance.cost_claim",
  clauseId: "partnership.tender_clause",
  commitmentId: "partnership.commitment",
  costLineId: "finance.cost_line",
  courseId: "accelerator.company_course",
  employmentId: "participant.employment",
  figuresId: "accelerator.other_actor_figures",
  fillId: "accelerator.opening_fill",
  initiativeId: "partnership.initiative",
  listingId: "partnership.supplier_listing",
  matchId: "participant.match",
  measurementId: "participant.measurement",
  methodId: "partnership.method",
  methodVersionId: "partnership.method_version",
  milestoneId: "accelerator.milestone",
  openingId: "accelerator.job_opening",
  outcomeId: "finance.outcome",
  ownerId: "participant.owner",
  participationId: "participant.participation",
  partnershipId: "partnership.partnership",
  placementId: "participant.placement",
  planId: "partnership.anchoring_plan",
  purchaseId: "partnership.purchase",
  runId: "finance.payment_run",
  samePersonAs: "participant.participation",
  sessionId: "accelerator.course_session",
  simulationId: "finance.simulation",
  snapshotId: "accelerator.metric_snapshot",
  tenderId: "partnership.tender",
};

/** What `id` is the id of, by the beginning of the mutation's name. */
const NOUNS: readonly (readonly [string, string])[] = [
  ["inclusiveWorkplace", "accelerator.inclusive_workplace"],
  ["jobOpening", "accelerator.job_opening"],
  ["ordinaryHire", "accelerator.ordinary_hire"],
  ["trainingPlace", "accelerator.training_place"],
];

/** Ids whose rows everybody with a token may see, or that are no row of ours; they tell nothing. */
const OPEN_IDS = new Set([
  ...["beneficiaryId", "buyerId", "companyId", "employerId", "organisationId", "organisationIds", "supplierId"],
  ...["joiningOrganisationId", "leavingOrganisationId", "mergedId", "partnerOrganisationId", "signatoryOrganisationId"],
  ...["municipalityCode", "municipalityCodes", "regionCode", "regionCodes", "programmeId", "grantId", "needs"],
  // Published or empty in the seed: their rules are tested beside them.
  ...["evaluationId", "importId", "jobId", "roleId", "supportId"],
]);

/** The table of an id; null for one that is open. @throws Error for an id that nobody placed here */
export function tableOf(mutation: string, id: string): string | null {
  if (OPEN_IDS.has(id)) return null;
  const noun = id === "id" ? NOUNS.find(([start]) => mutation.startsWith(start))?.[1] : TABLES[id];
  if (noun === undefined) throw new Error(`${mutation}: say in tools/attack/mutations.ts what ${id} is the id of.`);
  return noun;
}

/** A row that exists, for those limited in a direction; null when no row of the table is limited so. */
export async function rowOf(admin: Connection, table: string, limitedBy: string | null): Promise<string | null> {
  const where = limitedBy === null ? "" : `WHERE ${limitedBy} IS NOT NULL`;
  try {
    const { rows } = await admin.query<{ id: string }>(`SELECT id FROM ${table} ${where} ORDER BY id LIMIT 1`);
    return rows[0]?.id ?? null;
  } catch (error) {
    if ((error as { code?: string }).code === "42703") return null;
    throw error;
  }
}

/** What a mutation could change, table by table: how many rows, and the youngest of them. */
export async function fingerprint(admin: Connection): Promise<readonly string[]> {
  const { rows } = await admin.query<{ name: string }>(
    `SELECT format('%s.%s', n.nspname, c.relname) AS name FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
     WHERE c.relkind = 'r' AND n.nspname = ANY ($1) AND c.relname NOT IN ('access_line', 'fact_cursor')`,
    [[...SERVICES]],
  );
  const sums = rows.map(
    ({ name }) => `SELECT '${name}' AS name, count(*) AS n, max(xmin::text::bigint) AS x FROM ${name}`,
  );
  const { rows: told } = await admin.query<{ name: string; n: string; x: string | null }>(
    `${sums.join(" UNION ALL ")} ORDER BY 1`,
  );
  return told.map(({ name, n, x }) => `${name} ${n} ${x}`);
}
