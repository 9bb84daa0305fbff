/** How participations begin: the person is made or known from another participation, the rest is as with every change. */
import { accept, type Decision, isId, type Refusal, refuse } from "@inclusion/kernel";
import { Fault, once, type Tx } from "@inclusion/kernel/runtime";
import { applyChange, type Changed } from "../change.ts";
import type { Context } from "../context.ts";
import { forgetRows } from "../loaders.ts";
import { findNamed } from "../named.ts";
import type { StoredParticipation } from "../participation/participation.ts";
import { findFiles, findOthers, isOpenTwice, mayHold } from "../participation/participation-file.repository.ts";
import { newFile, type ParticipationFile } from "../participation/participation-file.ts";
import type { Person } from "../participation/person.ts";
import type { Rule } from "../participation/rule.ts";
import { type Action, authorize } from "../policy.ts";
import { findGround } from "../programme-terms/programme-terms.repository.ts";
import { type AdmitInput, admitAlumnus } from "../referral/admit-alumnus.ts";
import {
  beginningOf,
  type NewParticipation,
  type OtherParticipation,
  type ReferInput,
  refer,
} from "../referral/refer.ts";
import type { ParticipantRefusalCode } from "../refusals.ts";

type Repeated = Readonly<{ idempotencyKey?: string | null | undefined }>;

/** What is known of the person beforehand. */
type Known = Readonly<{ previous: ParticipationFile | null; others: readonly OtherParticipation[] }>;

type Beginning = Readonly<{
  action: Action;
  input: NewParticipation & Repeated;
  ruleFor: (known: Known) => Rule;
}>;

/**
 * @refuses what `refer` refuses; PERSON_MISSING, IDEMPOTENCY_MISMATCH
 * @throws Fault NOT_FOUND when the viewer may not see the municipality, the programme or the other participation
 */
export function participationRefer(ctx: Context, input: ReferInput & Repeated): Changed {
  return begin(ctx, { action: "participation:refer", input, ruleFor: ({ others }) => refer(input, others) });
}

/**
 * @refuses what `admitAlumnus` refuses; PERSON_MISSING, IDEMPOTENCY_MISMATCH
 * @throws Fault NOT_FOUND when the viewer may not see the municipality, the programme or the other participation
 */
export function participationAdmitAlumnus(ctx: Context, input: AdmitInput & Repeated): Changed {
  const ruleFor = ({ previous, others }: Known): Rule => {
    const earlier = previous && { ...previous.participation, employments: previous.employments };
    return admitAlumnus(input, { previous: earlier, others });
  };
  return begin(ctx, { action: "participation:admitAlumnus", input, ruleFor });
}

async function begin(ctx: Context, beginning: Beginning): Changed {
  const { action, input } = beginning;
  authorize(ctx.viewer, action);
  if (input.partnershipId != null && !isId(input.partnershipId)) {
    throw new Fault("BAD_USER_INPUT", "partnershipId is no id.", { argument: "partnershipId" });
  }
  try {
    const begun = await ctx.transaction((tx) => {
      const request = { actor: ctx.viewer.subject, operation: action, key: input.idempotencyKey ?? null, input };
      return once(tx, "participant", request, () => beginWithin(ctx, tx, beginning));
    });
    forgetRows(ctx.loaders);
    return begun;
  } catch (error) {
    if (isOpenTwice(error)) return refuse(OPEN_ELSEWHERE);
    throw error;
  }
}

const OPEN_ELSEWHERE: Refusal<ParticipantRefusalCode> = {
  code: "DUPLICATE_OPEN_PARTICIPATION",
  message:
    "The person takes part in the programme already, in a participation that you may not see or that has just begun.",
  field: ["input", "samePersonAs"],
};

async function beginWithin(
  ctx: Context,
  tx: Tx,
  { action, input, ruleFor }: Beginning,
): Promise<Decision<StoredParticipation, ParticipantRefusalCode>> {
  const { programmeId, municipalityCode, samePersonAs } = input;
  if (!isId(programmeId) || !(await mayHold(tx, programmeId, municipalityCode))) {
    throw new Fault("NOT_FOUND", "There is no such municipality in a programme that you may see.");
  }
  const previous = samePersonAs == null ? null : await fileOf(tx, samePersonAs);
  const person = previous?.person ?? newPerson(ctx, input);
  if (person === null) return refuse(NO_PERSON);
  const others = previous === null ? [] : await findOthers(tx, person.id);
  const before = newFile({ ...beginningOf(input, person, ctx.newId()), ...(await findGround(tx, programmeId)) });
  const named = await findNamed(tx, programmeId, input);
  const at = { today: ctx.today, actor: ctx.viewer.subject, newId: ctx.newId, ...named };
  const decided = ruleFor({ previous, others })(before, at);
  if (!decided.ok) return decided;
  await applyChange(tx, before, decided.value, action);
  await tx.note(action, decided.value.participation.id);
  return accept({ ...decided.value.participation, version: 1 });
}

const NO_PERSON: Refusal<ParticipantRefusalCode> = {
  code: "PERSON_MISSING",
  message: "Give day of birth and sex of a new person, or another participation of the same person.",
  field: ["input", "birthDate"],
};

async function fileOf(tx: Tx, participationId: string): Promise<ParticipationFile> {
  const [file] = isId(participationId) ? await findFiles(tx, [participationId]) : [];
  if (file === undefined) throw new Fault("NOT_FOUND", "There is no participation of this id that you may see.");
  return file;
}

function newPerson({ newId }: Context, { birthDate, sex }: NewParticipation): Person | null {
  return birthDate == null || sex == null ? null : { id: newId(), birthDate, sex, synthetic: false };
}
