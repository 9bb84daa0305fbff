import { accept, acceptUnless, type Decision, isId, type LocalDate, type Refusal, refuse } from "@inclusion/kernel";
import type { Tx } from "@inclusion/kernel/runtime";
import { changeProgramme, type OfProgramme } from "../change-programme.ts";
import type { Context } from "../context.ts";
import { findMunicipalities } from "../municipality/municipality.repository.ts";
import { findOrganisations } from "../organisation/organisation.repository.ts";
import type { Programme } from "../programme/programme.ts";
import { orderRefusals, rangeRefusals, textRefusals } from "../refusal/common-rules.ts";
import type { PartnershipRefusalCode } from "../refusals.ts";
import { findRegions } from "../region/region.repository.ts";
import { isInForce } from "../region/region.ts";
import {
  findPlaces,
  findRoles,
  findSupports,
  insertProfile,
  placesFact,
  putElement,
  putPlace,
  putRole,
  putSupport,
} from "./programme-place.repository.ts";
import {
  joinRefusals,
  type ProgrammeElement,
  type ProgrammePlace,
  type ProgrammeRole,
  placeEntry,
  profileRefusals,
  type RegionalSupport,
  type SelectionProfile,
} from "./programme-place.ts";

type Changed = Promise<Decision<Programme, PartnershipRefusalCode>>;
type Refusals = Refusal<PartnershipRefusalCode>[];
type Maybe<Value> = Value | null | undefined;
type OfPlace = OfProgramme & Readonly<{ municipalityCode: string }>;

/** @refuses PROGRAMME_CLOSED, MUNICIPALITY_UNKNOWN, VALUE_OUT_OF_RANGE, and the codes of `joinRefusals` and of texts */
export function programmePlaceJoin(
  ctx: Context,
  input: OfPlace & Readonly<{ joinedOn: LocalDate; capacity?: Maybe<number>; agreementRef?: Maybe<string> }>,
): Changed {
  const { municipalityCode, joinedOn, capacity = null, agreementRef = null } = input;
  return change(ctx, input, async (tx, { id: programmeId, synthetic }) => {
    const parts = await partsOf(tx, programmeId, municipalityCode);
    const refusals: Refusals = [
      ...(await municipalityRefusals(tx, municipalityCode)),
      ...joinRefusals(parts, joinedOn),
      ...rangeRefusals(capacity, [0, 100_000], ["input", "capacity"]),
      ...textRefusals(agreementRef, 200, ["input", "agreementRef"]),
    ];
    const part: ProgrammePlace = {
      ...{
        programmeId,
        municipalityCode,
        joinedOn,
        leftOn: null,
        capacity,
        agreementRef,
        leaveReason: null,
        synthetic,
      },
    };
    const decided = acceptUnless(refusals, () => undefined);
    if (!decided.ok) return decided;
    await putPlace(tx, part);
    if (parts.length === 0) tx.measure(placeEntry(part, ctx.newId()));
    tx.tell(await placesFact(tx, programmeId));
    return decided;
  });
}

/** @refuses PROGRAMME_CLOSED, NOT_IN_PROGRAMME, DATE_ORDER, and the codes of texts */
export function programmePlaceLeave(
  ctx: Context,
  input: OfPlace & Readonly<{ leftOn: LocalDate; reason?: Maybe<string> }>,
): Changed {
  return change(ctx, input, async (tx, { id }) => {
    const open = (await partsOf(tx, id, input.municipalityCode)).find(({ leftOn }) => leftOn === null);
    if (open === undefined) return notInProgramme(input.municipalityCode);
    const { leftOn, reason = null } = input;
    const decided = acceptUnless(
      [...orderRefusals(open.joinedOn, leftOn, ["input", "leftOn"]), ...textRefusals(reason, 500, ["input", "reason"])],
      () => undefined,
    );
    if (!decided.ok) return decided;
    await putPlace(tx, { ...open, leftOn, leaveReason: reason });
    tx.tell(await placesFact(tx, id));
    return decided;
  });
}

/** @refuses PROGRAMME_CLOSED, NOT_IN_PROGRAMME, and the codes of `profileRefusals` */
export function programmePlaceProfile(
  ctx: Context,
  input: OfPlace &
    Readonly<{
      companies?: Maybe<number>;
      socialEnterprises?: Maybe<number>;
      population?: Maybe<number>;
      vulnerableCount?: Maybe<number>;
      problemMix?: Maybe<SelectionProfile["problemMix"]>;
      asOf: LocalDate;
      source: string;
    }>,
): Changed {
  return change(ctx, input, async (tx, { id: programmeId }) => {
    const { municipalityCode, asOf, source, problemMix } = input;
    if ((await partsOf(tx, programmeId, municipalityCode)).length === 0) return notInProgramme(municipalityCode);
    const profile: SelectionProfile = {
      ...{ programmeId, municipalityCode, asOf, source, problemMix: problemMix ?? [] },
      ...{ companies: input.companies ?? null, socialEnterprises: input.socialEnterprises ?? null },
      ...{ population: input.population ?? null, vulnerableCount: input.vulnerableCount ?? null },
    };
    const decided = acceptUnless(profileRefusals(profile, ctx.today), () => undefined);
    if (decided.ok) await insertProfile(tx, { ...profile, id: ctx.newId() });
    return decided;
  });
}

/** @refuses PROGRAMME_CLOSED, REGION_UNKNOWN, REGION_NOT_IN_FORCE, ROLE_HELD, and the codes of texts */
export function regionalSupportBegin(
  ctx: Context,
  input: OfProgramme &
    Readonly<{ regionCode: string; kind: RegionalSupport["kind"]; contact?: Maybe<string>; from: LocalDate }>,
): Changed {
  const { regionCode, kind, contact = null, from } = input;
  return change(ctx, input, async (tx, { id: programmeId }) => {
    const [region] = await findRegions(tx, [regionCode]);
    const field = ["input", "regionCode"];
    const refusals: Refusals = textRefusals(contact, 200, ["input", "contact"]);
    if (region === undefined)
      refusals.push({ code: "REGION_UNKNOWN", message: `${regionCode} is no region's code.`, field });
    else if (!isInForce(region, from)) {
      const period = `${region.validFrom ?? "..."} to ${region.validUntil ?? "..."}`;
      const message = `${region.name} does not exist on ${from}: it does from ${period}.`;
      refusals.push({ code: "REGION_NOT_IN_FORCE", message, field });
    }
    const held = (await findSupports(tx, [programmeId])).some(
      (support) => support.regionCode === regionCode && support.kind === kind && support.until === null,
    );
    if (held) refusals.push({ code: "ROLE_HELD", message: "The region gives this support already.", field });
    const decided = acceptUnless(refusals, () => undefined);
    if (decided.ok)
      await putSupport(tx, { id: ctx.newId(), programmeId, regionCode, kind, contact, from, until: null });
    return decided;
  });
}

/** @refuses PROGRAMME_CLOSED, ROLE_NOT_HELD, DATE_ORDER */
export function regionalSupportEnd(
  ctx: Context,
  input: OfProgramme & Readonly<{ supportId: string; until: LocalDate }>,
): Changed {
  return change(ctx, input, async (tx, { id }) => {
    const open = (await findSupports(tx, [id])).find(
      (support) => support.id === input.supportId && support.until === null,
    );
    const decided = endOf(open, input.until, "supportId");
    if (decided.ok) await putSupport(tx, { ...decided.value, until: input.until });
    return decided.ok ? accept(undefined) : decided;
  });
}

/** @refuses PROGRAMME_CLOSED, ORGANISATION_UNKNOWN, ROLE_HELD */
export function programmeRoleAssign(
  ctx: Context,
  input: OfProgramme & Readonly<{ role: ProgrammeRole["role"]; organisationId: string; from: LocalDate }>,
): Changed {
  const { role, from } = input;
  return change(ctx, input, async (tx, { id: programmeId }) => {
    const field = ["input", "organisationId"];
    const [organisation] = isId(input.organisationId) ? await findOrganisations(tx, [input.organisationId]) : [];
    if (organisation === undefined) {
      return refuse({ code: "ORGANISATION_UNKNOWN", message: "There is no organisation of this id.", field });
    }
    const organisationId = organisation.id;
    const roles = await findRoles(tx, [programmeId]);
    const held = roles.some(
      (each) => each.role === role && each.organisationId === organisationId && each.until === null,
    );
    if (held) return refuse({ code: "ROLE_HELD", message: `${organisation.name} has this role already.`, field });
    await putRole(tx, { id: ctx.newId(), programmeId, role, organisationId, from, until: null });
    return accept(undefined);
  });
}

/** @refuses PROGRAMME_CLOSED, ROLE_NOT_HELD, DATE_ORDER */
export function programmeRoleEnd(
  ctx: Context,
  input: OfProgramme & Readonly<{ roleId: string; until: LocalDate }>,
): Changed {
  return change(ctx, input, async (tx, { id }) => {
    const open = (await findRoles(tx, [id])).find((role) => role.id === input.roleId && role.until === null);
    const decided = endOf(open, input.until, "roleId");
    if (decided.ok) await putRole(tx, { ...decided.value, until: input.until });
    return decided.ok ? accept(undefined) : decided;
  });
}

/** @refuses PROGRAMME_CLOSED, and the codes of texts */
export function programmeElementPut(
  ctx: Context,
  input: OfProgramme & Pick<ProgrammeElement, "code" | "title" | "axis" | "description">,
): Changed {
  const { code, title, axis, description } = input;
  return change(ctx, input, async (tx, { id: programmeId }) => {
    const decided = acceptUnless(
      [
        ...textRefusals(code, 20, ["input", "code"]),
        ...textRefusals(title, 200, ["input", "title"]),
        ...textRefusals(description, 2_000, ["input", "description"]),
      ],
      () => undefined,
    );
    if (decided.ok) await putElement(tx, { id: ctx.newId(), programmeId, code, title, axis, description });
    return decided;
  });
}

function change(
  ctx: Context,
  input: OfProgramme,
  work: (tx: Tx, programme: Programme) => Promise<Decision<undefined, PartnershipRefusalCode>>,
): Changed {
  const action = "programme:place";
  return changeProgramme(ctx, { action, input, afterEnd: false, work: (tx, { programme }) => work(tx, programme) });
}

async function partsOf(tx: Tx, programmeId: string, code: string): Promise<ProgrammePlace[]> {
  return (await findPlaces(tx, [programmeId])).filter(({ municipalityCode }) => municipalityCode === code);
}

async function municipalityRefusals(tx: Tx, code: string): Promise<Refusals> {
  if ((await findMunicipalities(tx, [code])).length > 0) return [];
  const message = `${code} is none of the 98 municipalities.`;
  return [{ code: "MUNICIPALITY_UNKNOWN", message, field: ["input", "municipalityCode"] }];
}

function notInProgramme(code: string): Decision<never, "NOT_IN_PROGRAMME"> {
  const message = `${code} takes no part in the programme that could change.`;
  return refuse({ code: "NOT_IN_PROGRAMME", message, field: ["input", "municipalityCode"] });
}

function endOf<Held extends Readonly<{ from: LocalDate }>>(
  open: Held | undefined,
  until: LocalDate,
  field: string,
): Decision<Held, "ROLE_NOT_HELD" | "DATE_ORDER"> {
  if (open === undefined) {
    return refuse({
      code: "ROLE_NOT_HELD",
      message: "There is none of this id that goes on.",
      field: ["input", field],
    });
  }
  return acceptUnless(orderRefusals(open.from, until, ["input", "until"]), () => open);
}
