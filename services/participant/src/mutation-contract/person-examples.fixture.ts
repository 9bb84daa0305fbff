/** A valid request of each mutation about a person: who it is, what is kept of it, and whole files of persons. */
import { dayOf, UNLIMITED, type Viewer } from "@inclusion/kernel";
import { type MutationExample, type MutationExamples, viewerWith, viewerWithin } from "@inclusion/kernel/testing";
import { cprOf, DPO, EVERYWHERE } from "../identity/identity-rows.fixture.ts";
import { citizen, fileOf } from "../participant-import/participant-import.fixture.ts";
import { idOf, storeParticipation } from "../participation/participation-rows.fixture.ts";
import { done, type World } from "./world.fixture.ts";

type Input = Readonly<Record<string, unknown>>;

const REASON = "The person stands at the desk and is ill.";
const LATER = "2999-12-31";
const today = dayOf(new Date());

/** Where the persons are not: what is opened in an emergency must not be visible anyhow. */
const limits = { municipalities: ["0461"] };
const LIMITED = viewerWithin({ ...UNLIMITED, ...limits }, "emergency:open", "participations:read");
const importer = viewerWith("participations:read", "participations:write", "identity:write");

export function personExamples(world: World): MutationExamples {
  let number = 100;
  /** A person who is in Aarhus, and the number of its rows. */
  const person = async (): Promise<number> => {
    number += 1;
    await storeParticipation(world.opened().service, number, "0751");
    return number;
  };
  const on = async (more: Input = {}): Promise<MutationExample> => ({
    input: { participationId: idOf(await person()), ...more },
  });
  const step = (viewer: Viewer, name: string, noun: string, input: Input) =>
    done(world.opened(), viewer, name, { input, noun });
  const registration = (of: number): Input => ({
    ...{ participationId: idOf(of), name: "Asta Granlund", cpr: cprOf(of), cprGround: "LAW", purpose: "CASEWORK" },
  });
  const emergency = async (viewer: Viewer): Promise<string> => {
    const input = { participationId: idOf(await person()), reason: REASON, minutes: 15 };
    return (await step(viewer, "emergencyAccessOpen", "emergencyAccess", input)).id as string;
  };
  const restrict = async (participationId: string): Promise<void> => {
    const input = { input: { participationId } };
    const text = "mutation($input: PersonRestrictInput!) { personRestrict(input: $input) { refusals { code } } }";
    const { errors } = await world.opened().ask(DPO, text, input);
    if (errors !== undefined) throw new Error(JSON.stringify(errors));
  };
  const RUNNING = idOf(81);
  const file = async (): Promise<Input> => {
    number += 1;
    const { tell } = world.ways();
    await tell("partnership", "ProgrammePeriodSet", { programmeId: RUNNING, startsOn: "2019-01-01", endsOn: null });
    const places = [{ municipalityCode: "0751", joinedOn: "2019-01-01", leftOn: null, capacity: null }];
    await tell("partnership", "ProgrammePlacesSet", { programmeId: RUNNING, places });
    const content = Buffer.from(fileOf([{ ...citizen(number), kommune: "0751" }])).toString("base64");
    return { programmeId: RUNNING, fileName: "borgere.csv", synthetic: true, content };
  };
  return {
    accessRequestReceive: () => on({ receivedOn: "2026-01-05" }),
    accessRequestAnswer: async () => {
      const input = { participationId: idOf(await person()), receivedOn: "2026-01-05" };
      const { id } = await step(DPO, "accessRequestReceive", "request", input);
      return { input: { accessRequestId: id, answeredOn: "2026-01-20" } };
    },
    // It is for rows out of the limits: its own tests say whom it finds.
    emergencyAccessOpen: async () => ({ ...(await on({ reason: REASON, minutes: 15 })), row: null, limits }),
    emergencyAccessOpenByCpr: async () => {
      const of = await person();
      await step(EVERYWHERE, "identityRegister", "participation", registration(of));
      return { input: { cpr: cprOf(of), reason: REASON, minutes: 15 }, row: null, limits, subject: "test:on duty" };
    },
    emergencyAccessClose: async () => ({ input: { emergencyAccessId: await emergency(LIMITED) }, limits }),
    emergencyAccessReview: async () => {
      const other: Viewer = { ...LIMITED, subject: "test:other" };
      const emergencyAccessId = await emergency(other);
      await step(other, "emergencyAccessClose", "emergencyAccess", { emergencyAccessId });
      return { input: { emergencyAccessId, finding: "JUSTIFIED" } };
    },
    identityRegister: async () => ({ input: registration(await person()) }),
    identityCorrect: async () => {
      const input = registration(await person());
      await step(EVERYWHERE, "identityRegister", "participation", input);
      return { input: { participationId: input.participationId, name: "Asta Højager", purpose: "DATA_QUALITY" } };
    },
    accessExportRequest: async () => ({ ...(await on()), isRepeated: true }),
    personRestrict: () => on(),
    personRestrictionLift: async () => {
      const { input } = await on({ reason: "OBJECTION_DECIDED", informedOn: today });
      await restrict(input.participationId as string);
      return { input };
    },
    personErase: () => on({ retentionEndsOn: LATER }),
    participantImportValidate: async () => ({ input: await file() }),
    participantImportCommit: async () => {
      const { id } = await step(importer, "participantImportValidate", "import", await file());
      return { input: { importId: id } };
    },
  };
}
