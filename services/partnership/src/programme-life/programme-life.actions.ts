import { createHash } from "node:crypto";
import { accept, acceptUnless, type Decision, type LocalDate, type Refusal } from "@inclusion/kernel";
import type { NewFact, Tx } from "@inclusion/kernel/runtime";
import type { ProgrammePeriodSet } from "@inclusion/schema/facts";
import { act, type RequestInput } from "../act.ts";
import { changeProgramme, type OfProgramme, requireWithinProgrammes } from "../change-programme.ts";
import type { Context } from "../context.ts";
import type { Action } from "../policy.ts";
import { insertVersion, lockProgramme, putEndsOn, putProgramme } from "../programme/programme.repository.ts";
import type { Programme, ProgrammeArea } from "../programme/programme.ts";
import { insertStatement } from "../programme-statement/programme-statement.repository.ts";
import { newStatement } from "../programme-statement/programme-statement.ts";
import { orderRefusals, sourceRefusals, textRefusals } from "../refusal/common-rules.ts";
import type { PartnershipRefusalCode } from "../refusals.ts";
import { slugOf } from "../sheet/title.ts";
import { findClosings, insertEvent, putLife } from "./programme-life.repository.ts";
import { closingObstacles, type Life, type LifeStep, takeStep } from "./programme-life.ts";

type Changed = Promise<Decision<Programme, PartnershipRefusalCode>>;
type StepInput = OfProgramme & Readonly<{ on: LocalDate; reason?: string | null | undefined }>;
type DraftInput = RequestInput &
  Readonly<{
    name: string;
    startsOn?: LocalDate | null | undefined;
    endsOn?: LocalDate | null | undefined;
    areas?: readonly ProgrammeArea[] | null | undefined;
  }>;

/**
 * @throws Fault FORBIDDEN_FIELD when the viewer is limited to some programmes: it would not see this one
 * @refuses SLUG_TAKEN, DATE_ORDER, TEXT_MISSING, TEXT_TOO_LONG, CPR_IN_TEXT
 */
export function programmeDraft(ctx: Context, input: DraftInput): Changed {
  return act<Programme, PartnershipRefusalCode>(ctx, "programme:draft", input, async (tx) => {
    requireWithinProgrammes(ctx, null);
    const slug = slugOf(input.name);
    const known = slug === "" ? null : await lockProgramme(tx, slug);
    const taken: Refusal<PartnershipRefusalCode>[] =
      known === null
        ? []
        : [
            {
              code: "SLUG_TAKEN",
              message: `${known.name} has the address ${slug}: choose another name.`,
              field: ["input", "name"],
            },
          ];
    const nameless = slug === "" && input.name.trim() !== "" ? textRefusals(" ", 1, ["input", "name"]) : [];
    const decided = acceptUnless(
      [
        ...textRefusals(input.name, 300, ["input", "name"]),
        ...nameless,
        ...orderRefusals(input.startsOn, input.endsOn, ["input", "endsOn"]),
        ...taken,
      ],
      () => ctx.newId(),
    );
    if (!decided.ok) return decided;
    await storeDraft(ctx, tx, { ...input, id: decided.value, slug });
    await tx.note("programme:draft", decided.value);
    const drafted = await lockProgramme(tx, slug);
    return accept(drafted as Programme);
  });
}

async function storeDraft(
  ctx: Context,
  tx: Tx,
  draft: DraftInput & Readonly<{ id: string; slug: string }>,
): Promise<void> {
  const { id, slug, startsOn = null, endsOn = null, areas = null } = draft;
  const facts = JSON.stringify({ title: draft.name, startsOn, endsOn, areas });
  const factsHash = createHash("sha256").update(facts).digest("hex");
  const unstated = {
    priorityArea: null,
    financing: null,
    recommendedBy: null,
    beneficiaryId: null,
    partnersStated: false,
  };
  const stated = { id, slug, name: draft.name.trim(), startsOn, endsOn, areas: areas && [...areas] };
  const version = { readOn: ctx.today, factsHash };
  await putProgramme(tx, { ...stated, ...unstated, ...version, sheetVersion: 1, synthetic: false }, []);
  await insertVersion(tx, { programmeId: id, version: 1, ...version }, facts);
  await putLife(tx, { programmeId: id, state: "DRAFT", since: ctx.today, version: 1 });
  tx.tell(periodSet(id, startsOn, endsOn));
}

/** @refuses CONFLICT, PROGRAMME_CLOSED, and the codes of `takeStep` */
export function programmeGrant(ctx: Context, input: StepInput): Changed {
  return step(ctx, { action: "programme:grant", step: "grant", input });
}

/** @refuses CONFLICT, PROGRAMME_CLOSED, and the codes of `takeStep` */
export function programmeStart(ctx: Context, input: StepInput): Changed {
  return step(ctx, { action: "programme:start", step: "start", input });
}

/** @refuses CONFLICT, PROGRAMME_CLOSED, SOURCE_MISSING, and the codes of `takeStep` */
export function programmeExtend(
  ctx: Context,
  input: StepInput & Readonly<{ endsOn: LocalDate; source: string }>,
): Changed {
  const { endsOn, source, on } = input;
  const against = (programme: Programme): Refusal<PartnershipRefusalCode>[] => {
    const later = programme.endsOn === null || programme.endsOn < endsOn;
    const message = `The programme ends on ${programme.endsOn} already: an extension ends after that day.`;
    const order: Refusal<PartnershipRefusalCode>[] = later
      ? []
      : [{ code: "DATE_ORDER", message, field: ["input", "endsOn"] }];
    return [...order, ...sourceRefusals(source, ["input", "source"])];
  };
  return step(ctx, { action: "programme:extend", step: "extend", input, against }, async (tx, programme) => {
    await putEndsOn(tx, programme.id, endsOn);
    const { startsOn } = programme;
    const statement = newStatement({
      programmeId: programme.id,
      kind: "ADJUSTED",
      startsOn,
      endsOn,
      statedOn: on,
      source,
    });
    await insertStatement(tx, { ...statement, id: ctx.newId() });
    tx.tell(periodSet(programme.id, startsOn, endsOn));
  });
}

/** @refuses CONFLICT, PROGRAMME_CLOSED, and the codes of `takeStep` */
export function programmeWindUp(ctx: Context, input: StepInput): Changed {
  return step(ctx, { action: "programme:windUp", step: "windUp", input });
}

/** @refuses CONFLICT, EVALUATION_MISSING, OPEN_CLAIMS, SIMULATION_NOT_FROZEN, GRANT_NOT_ENDED, and the codes of `takeStep` */
export function programmeClose(ctx: Context, input: StepInput): Changed {
  return step(ctx, { action: "programme:close", step: "close", input });
}

/** @refuses CONFLICT, and the codes of `takeStep` */
export function programmeArchive(ctx: Context, input: StepInput): Changed {
  return step(ctx, { action: "programme:archive", step: "archive", input });
}

type Step = Readonly<{
  action: Action;
  step: LifeStep;
  input: StepInput;
  /** What else stands against it. */
  against?: (programme: Programme) => Refusal<PartnershipRefusalCode>[];
}>;

/** A step after the end says ILLEGAL_TRANSITION, which tells more than that the programme is closed. */
function step(
  ctx: Context,
  { action, step, input, against = () => [] }: Step,
  more: (tx: Tx, programme: Programme) => Promise<void> = async () => {},
): Changed {
  return changeProgramme(ctx, {
    action,
    input,
    afterEnd: true,
    work: async (tx, { programme, life }) => {
      const [closing] = step === "close" ? await findClosings(tx, [programme.id]) : [];
      const obstacles = closing === undefined ? against(programme) : closingObstacles(closing, input.on);
      const taken = { step, on: input.on, reason: input.reason ?? null, today: ctx.today };
      const decided = takeStep<PartnershipRefusalCode>(life, taken, obstacles);
      if (!decided.ok) return decided;
      await store(ctx, tx, { before: life, after: decided.value, reason: taken.reason });
      await more(tx, programme);
      return accept(undefined);
    },
  });
}

async function store(
  ctx: Context,
  tx: Tx,
  { before, after, reason }: Readonly<{ before: Life; after: Life; reason: string | null }>,
): Promise<void> {
  await putLife(tx, after);
  const { programmeId, state: toState, since } = after;
  const event = { programmeId, fromState: before.state, toState, on: since ?? ctx.today, reason };
  await insertEvent(tx, { ...event, id: ctx.newId(), actor: ctx.viewer.subject });
}

function periodSet(programmeId: string, startsOn: LocalDate | null, endsOn: LocalDate | null): NewFact {
  const payload: ProgrammePeriodSet = { programmeId, startsOn, endsOn };
  return { type: "ProgrammePeriodSet", version: 1, subject: programmeId, payload };
}
