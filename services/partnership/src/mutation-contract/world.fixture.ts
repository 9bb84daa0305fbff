/** What the examples of mutations stand on: rows that are made anew for each of them. */
import { createHash, randomUUID } from "node:crypto";
import { systemViewer } from "@inclusion/kernel";
import { type Fact, unitOfWork } from "@inclusion/kernel/runtime";
import { type TestService, viewerWith } from "@inclusion/kernel/testing";
import { handlers } from "../facts.ts";
import { day, organisation, registered, run } from "../organisation/parties.fixture.ts";
import { ORGANISATIONS, PROGRAMME } from "../record/stored-programme.fixture.ts";

const { municipality, otherActor, enterprise } = ORGANISATIONS;

/** Who may do everything that comes before an example. */
const everybody = viewerWith(
  ...["programmes:read", "programmes:write", "organisations:write", "partnerships:read", "partnerships:write"],
  ...["partnerships:sign", "anchoring:decide", "demand:read", "demand:write", "initiatives:read", "initiatives:write"],
  ...["methods:write", "rsv:write", "listings:write", "listings:publish", "sheets:import", "tokens:admin"],
);

export const TEXT = "Vi åbner job sammen.";
export const HASH = createHash("sha256").update(TEXT).digest("hex");
export const CONTENT = {
  profile: "Vi gør rent på kontorer.",
  offers: [{ cpv: "90910000", title: "Kontorrengøring" }],
  areas: { municipalityCodes: ["0751"] },
};
export const PARTIES = [
  { role: "MUNICIPALITY", organisationId: municipality },
  { role: "OTHER_ACTOR", organisationId: otherActor },
  { role: "SOCIAL_ENTERPRISE", organisationId: enterprise },
];

type Row = Readonly<Record<string, unknown>> & Readonly<{ id: string }>;

export type World = ReturnType<typeof worldOf>;

/** Ways to make rows of a service that is opened before they are gone. */
export function worldOf(opened: () => TestService) {
  let made = 0;
  const unique = (what: string): string => {
    made += 1;
    return `${what} ${made}`;
  };
  /** Does a mutation that must succeed; the row that its payload holds under `noun`. */
  const done = async (name: string, input: Record<string, unknown>, noun: string, fields = "id"): Promise<Row> => {
    const payload = await run(opened(), name, input, { viewer: everybody, fields: `${noun} { ${fields} }` });
    if (payload.refusals.length > 0) throw new Error(`${name}: ${JSON.stringify(payload.refusals)}`);
    return payload[noun] as Row;
  };
  /** Does mutations one after the other on one row. */
  const steps = async (
    noun: string,
    id: string,
    list: readonly (readonly [string, Record<string, unknown>])[],
    fields = "id",
  ): Promise<Row> => {
    let row: Row = { id };
    for (const [name, input] of list) row = await done(name, { [`${noun}Id`]: id, ...input }, noun, fields);
    return row;
  };
  const tell = (producer: string, type: string, payload: object) =>
    unitOfWork(opened().service.database, systemViewer("partnership"), "test", async (tx) => {
      const fact = { id: randomUUID(), position: "1", type, version: 1, subject: "", payload, recordedAt: new Date() };
      await handlers[producer]?.[type]?.(tx, fact as unknown as Fact);
    });

  return {
    ...{ done, steps, tell, unique, opened },
    organisation: (more: Record<string, unknown> = {}) => organisation(opened(), unique("Forening"), more),
    registered: () => registered(opened(), unique("Virksomhed"), day(-2)),
    ...agreementsOf({ done, steps }),
    ...programmesOf({ done, steps, tell, unique }),
    ...listingsOf({ done, steps, registered: () => registered(opened(), unique("Leverandør"), day()) }),
  };
}

type Steps = Readonly<{
  done: (name: string, input: Record<string, unknown>, noun: string, fields?: string) => Promise<Row>;
  steps: (
    noun: string,
    id: string,
    list: readonly (readonly [string, Record<string, unknown>])[],
    fields?: string,
  ) => Promise<Row>;
}>;

function agreementsOf({ done, steps }: Steps) {
  const drafted = async (): Promise<string> => {
    const input = {
      ...{ programmeId: PROGRAMME, municipalityCode: "0751", kind: "GROWTH", origin: "NEW", axis: "AXIS_3B2" },
      ...{ draftedOn: "2019-01-07", parties: PARTIES },
    };
    return (await done("partnershipDraft", input, "partnership")).id;
  };
  const step = (id: string, ...list: readonly (readonly [string, Record<string, unknown>])[]) =>
    steps("partnership", id, list, "id anchoringPlans { id } commitments { id }");
  const written = async (): Promise<string> => {
    const id = await drafted();
    await step(id, ["partnershipWriteAgreement", { text: TEXT, validFrom: "2019-02-01" }]);
    return id;
  };
  const proposed = async (): Promise<string> => {
    const id = await written();
    await step(id, ["partnershipPropose", {}]);
    return id;
  };
  const signature = (organisationId: string) => ({
    ...{ organisationId, signatory: "Direktør", textHash: HASH, method: "PAPER", signedOn: "2019-02-01" },
  });
  const signed = async (): Promise<string> => {
    const id = await proposed();
    for (const { organisationId } of PARTIES) await step(id, ["partnershipSign", signature(organisationId)]);
    return id;
  };
  const active = async (): Promise<string> => {
    const id = await signed();
    await step(id, ["partnershipActivate", { activeFrom: "2019-02-01" }]);
    return id;
  };
  const planned = async (): Promise<Readonly<{ partnershipId: string; planId: string }>> => {
    const partnershipId = await active();
    const { anchoringPlans } = await step(partnershipId, ["anchoringPropose", PLAN]);
    return { partnershipId, planId: (anchoringPlans as { id: string }[])[0]?.id ?? "" };
  };
  const adopted = async () => {
    const plan = await planned();
    await step(plan.partnershipId, ["anchoringAdopt", { planId: plan.planId, decidedOn: day(), reference: "pkt. 7" }]);
    return plan;
  };
  return { drafted, step, written, proposed, signature, signed, active, planned, adopted };
}

export const PLAN = {
  ...{ owner: "Jobcentret", startsOn: day(), yearlyBudget: { amount: "250000.00", currency: "DKK" } },
  proposedOn: day(),
};

function programmesOf({
  done,
  steps,
  tell,
  unique,
}: Steps &
  Readonly<{
    tell: (producer: string, type: string, payload: object) => Promise<unknown>;
    unique: (what: string) => string;
  }>) {
  const programme = async (): Promise<string> =>
    (await done("programmeDraft", { name: unique("Program"), endsOn: "2022-12-31" }, "programme")).id;
  const LIFE = ["programmeGrant", "programmeStart", "programmeWindUp", "programmeClose"];
  const evaluation = async (programmeId: string): Promise<string> => {
    const file = { title: "Evaluering", author: "Et firma", fileUrl: "https://example.org/e.pdf", sha256: HASH };
    const input = { programmeId, kind: "FINAL", ...file, mediaType: "application/pdf" };
    return (await done("evaluationRegister", input, "evaluation")).id;
  };
  /** A programme that has done so many steps of its life. */
  const lived = async (count: number): Promise<string> => {
    const id = await programme();
    if (count > 2) {
      await tell("finance", "SimulationFrozen", {
        ...{ programmeId: id, simulationId: randomUUID(), frozenAt: new Date().toISOString() },
      });
      await done("evaluationPublish", { evaluationId: await evaluation(id), publishedOn: day() }, "evaluation");
    }
    const list = LIFE.slice(0, count).map((name) => [name, { on: day() }] as const);
    await steps("programme", id, list);
    return id;
  };
  return { programme, lived, evaluation };
}

function listingsOf({
  done,
  steps,
  registered: enterpriseOf,
}: Steps & Readonly<{ registered: () => Promise<string> }>) {
  /** A listing that has done these steps. */
  const listing = async (...names: readonly string[]): Promise<string> => {
    const { id } = await done("listingDraft", { organisationId: await enterpriseOf(), ...CONTENT }, "listing");
    await steps(
      "listing",
      id,
      names.map((name) => [name, {}] as const),
    );
    return id;
  };
  return { listing };
}
