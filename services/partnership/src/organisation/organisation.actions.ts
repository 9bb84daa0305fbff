import { accept, acceptUnless, type Decision, isId, type LocalDate, type Refusal } from "@inclusion/kernel";
import type { Tx } from "@inclusion/kernel/runtime";
import { act, type ChangeInput, mayActFor, notFound, type RequestInput, staleVersion } from "../act.ts";
import type { Context } from "../context.ts";
import { findMunicipalities } from "../municipality/municipality.repository.ts";
import type { Action } from "../policy.ts";
import { futureRefusals, textRefusals } from "../refusal/common-rules.ts";
import type { PartnershipRefusalCode } from "../refusals.ts";
import { findRegistrations, moveRegistrations, registrationFacts } from "../rsv/rsv.repository.ts";
import { hasListing, moveListings, refreshOrganisations } from "../supplier-listing/supplier-listing.repository.ts";
import { readCvr } from "./cvr.ts";
import { begin, cease, mergedKinds, mergeRefusals } from "./kind-rules.ts";
import {
  findByCvr,
  findKindPeriods,
  findOrganisations,
  findTakenNames,
  insertOrganisation,
  lockClaim,
  lockOrganisation,
  mergeInto,
  organisationFacts,
  putKindPeriods,
  putSpellings,
  updateOrganisation,
} from "./organisation.repository.ts";
import {
  type KindPeriod,
  kindsOn,
  nameKey,
  type Organisation,
  type OrganisationKind,
  type SizeClass,
} from "./organisation.ts";

type Changed = Promise<Decision<Organisation, PartnershipRefusalCode>>;
type Refusals = Refusal<PartnershipRefusalCode>[];
type Given = Readonly<{
  name?: string | null | undefined;
  cvr?: string | null | undefined;
  sizeClass?: SizeClass | null | undefined;
  municipalityCode?: string | null | undefined;
  aliases?: readonly string[] | null | undefined;
}>;
type OfOrganisation = ChangeInput & Readonly<{ organisationId: string }>;

const LONGEST_NAME = 200;
const MOST_ALIASES = 50;

/** @refuses the codes of `refusalsOf`; DATE_IN_FUTURE */
export function organisationRegister(
  ctx: Context,
  input: RequestInput &
    Given &
    Readonly<{ name: string; kinds: readonly OrganisationKind[]; kindsFrom?: LocalDate | null | undefined }>,
): Changed {
  return act<Organisation, PartnershipRefusalCode>(ctx, "organisation:register", input, async (tx) => {
    const kinds = [...new Set(input.kinds)].sort();
    const none: Refusals =
      kinds.length > 0
        ? []
        : [
            {
              code: "TEXT_MISSING",
              message: "Say what the organisation is: at least one kind.",
              field: ["input", "kinds"],
            },
          ];
    const future = futureRefusals(input.kindsFrom, ctx.today, ["input", "kindsFrom"]);
    const refusals = [...(await refusalsOf(tx, input, null)), ...none, ...future];
    const decided = acceptUnless(refusals, () => ctx.newId());
    if (!decided.ok) return decided;
    const id = decided.value;
    const { sizeClass = null, municipalityCode = null } = input;
    await insertOrganisation(tx, {
      id,
      name: input.name.trim(),
      cvr: cvrOf(input.cvr),
      kinds,
      sizeClass,
      municipalityCode,
    });
    await putSpellings(tx, id, [input.name.trim(), ...(input.aliases ?? [])]);
    const from = input.kindsFrom ?? null;
    await putKindPeriods(
      tx,
      kinds.map((kind) => ({ id: ctx.newId(), organisationId: id, kind, from, until: null })),
    );
    return accept(await told(ctx, tx, id, "organisation:register"));
  });
}

/** @refuses CONFLICT and the codes of `refusalsOf` */
export function organisationCorrect(ctx: Context, input: OfOrganisation & Given): Changed {
  return change(ctx, "organisation:correct", input, async (tx, before) => {
    const decided = acceptUnless(await refusalsOf(tx, input, before.id), () => ({
      ...before,
      name: input.name?.trim() ?? before.name,
      cvr: cvrOf(input.cvr) ?? before.cvr,
      sizeClass: input.sizeClass ?? before.sizeClass,
      municipalityCode: input.municipalityCode ?? before.municipalityCode,
    }));
    if (!decided.ok) return decided;
    await updateOrganisation(tx, decided.value);
    await putSpellings(tx, before.id, [decided.value.name]);
    await refreshOrganisations(tx, [before.id]);
    return accept(undefined);
  });
}

/** @refuses CONFLICT, ALIAS_TAKEN, TEXT_MISSING, TEXT_TOO_LONG, CPR_IN_TEXT */
export function organisationAddAlias(ctx: Context, input: OfOrganisation & Readonly<{ alias: string }>): Changed {
  return change(ctx, "organisation:correct", input, async (tx, before) => {
    const named = await nameRefusals(tx, [input.alias], ["input", "alias"], before.id);
    const decided = acceptUnless(named, () => undefined);
    if (!decided.ok) return decided;
    await putSpellings(tx, before.id, [input.alias.trim()]);
    await updateOrganisation(tx, before);
    return decided;
  });
}

/** @refuses CONFLICT and the codes of `begin` */
export function organisationBecome(
  ctx: Context,
  input: OfOrganisation & Readonly<{ kind: OrganisationKind; from: LocalDate }>,
): Changed {
  return changeKinds(ctx, input, (periods) => begin(periods, { ...input, id: ctx.newId(), today: ctx.today }));
}

/** @refuses CONFLICT and the codes of `cease` */
export function organisationCease(
  ctx: Context,
  input: OfOrganisation & Readonly<{ kind: OrganisationKind; until: LocalDate }>,
): Changed {
  return changeKinds(ctx, input, (periods) => cease(periods, { ...input, newId: ctx.newId(), today: ctx.today }));
}

/**
 * Two organisations become one. The rows of the merged one stay, and lead to the survivor.
 *
 * @refuses CONFLICT, ORGANISATION_UNKNOWN, and the codes of `mergeRefusals`
 */
export function organisationMerge(ctx: Context, input: OfOrganisation & Readonly<{ mergedId: string }>): Changed {
  return change(ctx, "organisation:merge", input, async (tx, survivor) => {
    const merged = mayActFor(ctx, input.mergedId) ? await lockOrganisation(tx, input.mergedId) : null;
    const [own, other] = await Promise.all(
      [survivor.id, input.mergedId].map((id) => claimsOf(tx, id, merged !== null)),
    );
    const decided = acceptUnless(
      mergeRefusals({ survivor, merged, mergedId: input.mergedId, bothHold: bothHold(own, other) }),
      () => merged as Organisation,
    );
    if (!decided.ok) return decided;
    const gone = decided.value;
    const periods = await findKindPeriods(tx, [survivor.id, gone.id]);
    await mergeInto(tx, survivor.id, gone.id);
    const kinds = mergedKinds(periods, survivor.id, ctx.newId);
    await putKindPeriods(tx, kinds);
    const [cvr, sizeClass] = [survivor.cvr ?? gone.cvr, survivor.sizeClass ?? gone.sizeClass];
    const municipalityCode = survivor.municipalityCode ?? gone.municipalityCode;
    await updateOrganisation(tx, { ...survivor, cvr, sizeClass, municipalityCode, kinds: kindsOn(kinds, ctx.today) });
    const isRegistered = await moveRegistrations(tx, survivor.id, gone.id);
    await moveListings(tx, survivor.id, gone.id);
    tx.tell(...(await organisationFacts(tx, [gone.id, ...gone.mergedIds], ctx.today)));
    if (isRegistered) tx.tell(...(await registrationFacts(tx, [survivor.id, gone.id])));
    return accept(undefined);
  });
}

type Claims = Readonly<{ registered: boolean; listed: boolean }>;

async function claimsOf(tx: Tx, id: string, isKnown: boolean): Promise<Claims> {
  if (!isKnown) return { registered: false, listed: false };
  return { registered: (await findRegistrations(tx, [id])).length > 0, listed: await hasListing(tx, id) };
}

function bothHold(own: Claims | undefined, other: Claims | undefined): boolean {
  return (own?.registered === true && other?.registered === true) || (own?.listed === true && other?.listed === true);
}

function changeKinds(
  ctx: Context,
  input: OfOrganisation,
  rule: (periods: readonly KindPeriod[]) => Decision<readonly KindPeriod[], PartnershipRefusalCode>,
): Changed {
  return change(ctx, "organisation:correct", input, async (tx, before) => {
    const decided = rule(await findKindPeriods(tx, [before.id]));
    if (!decided.ok) return decided;
    await putKindPeriods(
      tx,
      decided.value.filter(({ id }) => isId(id)),
    );
    await updateOrganisation(tx, { ...before, kinds: kindsOn(decided.value, ctx.today) });
    return accept(undefined);
  });
}

function change(
  ctx: Context,
  action: Action,
  input: OfOrganisation,
  work: (tx: Tx, before: Organisation) => Promise<Decision<undefined, PartnershipRefusalCode>>,
): Changed {
  return act<Organisation, PartnershipRefusalCode>(ctx, action, input, async (tx) => {
    // Two merges that name each other's organisations would wait for each other's rows.
    if (action === "organisation:merge") await lockClaim(tx, "merge");
    const before = mayActFor(ctx, input.organisationId) ? await lockOrganisation(tx, input.organisationId) : null;
    if (before === null) return notFound("organisation");
    const merged: Refusals =
      before.id === input.organisationId
        ? []
        : [
            {
              code: "ORGANISATION_MERGED",
              message: `It was found to be ${before.id}: change that.`,
              field: ["input", "organisationId"],
            },
          ];
    const current = acceptUnless([...merged, ...staleVersion(before.version, input, "organisation")], () => before);
    if (!current.ok) return current;
    const done = await work(tx, before);
    return done.ok ? accept(await told(ctx, tx, before.id, action)) : done;
  });
}

/** Tells and notes the organisation as it stands now. */
async function told(ctx: Context, tx: Tx, id: string, action: Action): Promise<Organisation> {
  tx.tell(...(await organisationFacts(tx, [id], ctx.today)));
  await tx.note(action, id);
  const [found] = await findOrganisations(tx, [id]);
  return found as Organisation;
}

/** @refuses CVR_SHAPE, CVR_CHECK_DIGIT, CVR_TAKEN, ALIAS_TAKEN, MUNICIPALITY_UNKNOWN, TEXT_MISSING, TEXT_TOO_LONG, CPR_IN_TEXT */
async function refusalsOf(tx: Tx, given: Given, id: string | null): Promise<Refusals> {
  const refusals: Refusals = [];
  if (given.name != null) refusals.push(...(await nameRefusals(tx, [given.name], ["input", "name"], id)));
  refusals.push(...(await nameRefusals(tx, given.aliases ?? [], ["input", "aliases"], id)));
  if (given.cvr != null) {
    const cvr = readCvr(given.cvr, ["input", "cvr"]);
    if (cvr.ok) await lockClaim(tx, `cvr ${cvr.value}`);
    const holder = cvr.ok ? await findByCvr(tx, cvr.value) : null;
    if (!cvr.ok) refusals.push(...cvr.refusals);
    if (holder !== null && holder.id !== id) {
      const message = `${holder.name} (${holder.id}) has this number: use it, or merge the two.`;
      refusals.push({ code: "CVR_TAKEN", message, field: ["input", "cvr"] });
    }
  }
  const code = given.municipalityCode;
  if (code != null && (await findMunicipalities(tx, [code])).length === 0) {
    const message = `${code} is none of the 98 municipalities.`;
    refusals.push({ code: "MUNICIPALITY_UNKNOWN", message, field: ["input", "municipalityCode"] });
  }
  return refusals;
}

async function nameRefusals(tx: Tx, names: readonly string[], field: string[], id: string | null): Promise<Refusals> {
  const refusals: Refusals = names.flatMap((name) => textRefusals(name, LONGEST_NAME, field));
  if (names.length > MOST_ALIASES) {
    refusals.push({ code: "VALUE_OUT_OF_RANGE", message: `Give at most ${MOST_ALIASES} spellings.`, field });
  }
  const spelled = names.filter((name) => nameKey(name) !== "");
  const taken = spelled.length === 0 ? [] : await findTakenNames(tx, spelled, id);
  const message = "Another organisation is spelled so: use that one, or merge the two.";
  return [...refusals, ...taken.map(() => ({ code: "ALIAS_TAKEN" as const, message, field }))];
}

function cvrOf(text: string | null | undefined): string | null {
  if (text == null) return null;
  const read = readCvr(text, []);
  return read.ok ? read.value : null;
}
