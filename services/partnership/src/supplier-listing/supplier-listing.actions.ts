import { accept, acceptUnless, type Decision, isId, type Refusal } from "@inclusion/kernel";
import type { Tx } from "@inclusion/kernel/runtime";
import { act, type ChangeInput, mayActFor, notFound, type RequestInput, staleVersion } from "../act.ts";
import type { Context } from "../context.ts";
import { listMunicipalities } from "../municipality/municipality.repository.ts";
import { lockOrganisation } from "../organisation/organisation.repository.ts";
import type { Action } from "../policy.ts";
import { textRefusals } from "../refusal/common-rules.ts";
import type { PartnershipRefusalCode } from "../refusals.ts";
import { listRegions } from "../region/region.repository.ts";
import { isInForce } from "../region/region.ts";
import { findRegistrations } from "../rsv/rsv.repository.ts";
import { findListings, hasListing, lockListing, markStale, putListing } from "./supplier-listing.repository.ts";
import {
  type GivenContent,
  type KnownPlaces,
  type ListingStep,
  lookedUp,
  readContent,
  type SupplierListing,
  stepTo,
} from "./supplier-listing.ts";

type Changed = Promise<Decision<SupplierListing, PartnershipRefusalCode>>;
type OfListing = ChangeInput & Readonly<{ listingId: string }>;
type Decided = Decision<SupplierListing, PartnershipRefusalCode>;

/** @refuses LISTING_EXISTS, RSV_NOT_REGISTERED, RSV_CHECK_OLD, and the codes of `readContent` */
export function listingDraft(
  ctx: Context,
  input: RequestInput & GivenContent & Readonly<{ organisationId: string }>,
): Changed {
  return act<SupplierListing, PartnershipRefusalCode>(ctx, "listing:draft", input, async (tx) => {
    const organisation = mayActFor(ctx, input.organisationId) ? await lockOrganisation(tx, input.organisationId) : null;
    if (organisation === null) return notFound("organisation");
    const field = ["input", "organisationId"];
    const exists: Refusal<PartnershipRefusalCode>[] = (await hasListing(tx, organisation.id))
      ? [{ code: "LISTING_EXISTS", message: "It has a listing: correct that one.", field }]
      : [];
    const lookUp = lookedUp(await findRegistrations(tx, [organisation.id]), ctx.today, field);
    const content = readContent(input, await placesOf(ctx, tx));
    if (exists.length > 0 || !lookUp.ok || !content.ok) {
      return acceptUnless([...exists, ...refusalsOf(lookUp), ...refusalsOf(content)], neverAccepted);
    }
    const listing: SupplierListing = {
      ...content.value,
      ...{ id: ctx.newId(), organisationId: organisation.id, state: "DRAFT", rsvCheckedOn: lookUp.value },
      ...{ publishedOn: null, removeReason: null, version: 1 },
    };
    return accept(await store(ctx, tx, listing, "listing:draft"));
  });
}

/** @refuses CONFLICT, ILLEGAL_TRANSITION, and the codes of `readContent` */
export function listingCorrect(ctx: Context, input: OfListing & GivenContent): Changed {
  return change(ctx, { action: "listing:correct", step: "correct", input }, async (tx, next) => {
    const content = readContent(input, await placesOf(ctx, tx));
    return content.ok ? accept({ ...next, ...content.value }) : content;
  });
}

/** @refuses CONFLICT, ILLEGAL_TRANSITION, RSV_NOT_REGISTERED, RSV_CHECK_OLD */
export function listingSubmit(ctx: Context, input: OfListing): Changed {
  return change(ctx, { action: "listing:submit", step: "submit", input }, (tx, next) => freshly(ctx, tx, next));
}

/** @refuses CONFLICT, ILLEGAL_TRANSITION, RSV_NOT_REGISTERED, RSV_CHECK_OLD */
export function listingPublish(ctx: Context, input: OfListing): Changed {
  return change(ctx, { action: "listing:publish", step: "publish", input }, async (tx, next) => {
    const fresh = await freshly(ctx, tx, next);
    return fresh.ok ? accept({ ...fresh.value, publishedOn: next.publishedOn ?? ctx.today }) : fresh;
  });
}

/** @refuses CONFLICT, ILLEGAL_TRANSITION, TEXT_MISSING, TEXT_TOO_LONG, CPR_IN_TEXT */
export function listingRemove(
  ctx: Context,
  input: OfListing & Readonly<{ reason?: string | null | undefined }>,
): Changed {
  return change(ctx, { action: "listing:remove", step: "remove", input }, async (_tx, next) =>
    acceptUnless(textRefusals(input.reason, 500, ["input", "reason"]), () => ({
      ...next,
      removeReason: input.reason ?? null,
    })),
  );
}

/** How many published listings became stale: those whose look-up is more than 90 days old. */
export function listingMarkStale(ctx: Context, input: RequestInput): Promise<Decision<number, PartnershipRefusalCode>> {
  return act<number, PartnershipRefusalCode>(ctx, "listing:markStale", input, async (tx) => {
    const count = await markStale(tx, ctx.today);
    await tx.note("listing:markStale", ctx.today);
    return accept(count);
  });
}

type Step = Readonly<{ action: Action; step: ListingStep; input: OfListing }>;

function change(
  ctx: Context,
  { action, step, input }: Step,
  work: (tx: Tx, next: SupplierListing) => Promise<Decided>,
): Changed {
  return act<SupplierListing, PartnershipRefusalCode>(ctx, action, input, async (tx) => {
    const before = isId(input.listingId) ? await lockListing(tx, input.listingId, ctx.today) : null;
    if (before === null || !mayActFor(ctx, before.organisationId)) return notFound("listing");
    const current = acceptUnless(staleVersion(before.version, input, "listing"), () => before);
    if (!current.ok) return current;
    const state = stepTo(before.state, step);
    if (!state.ok) return state;
    const decided = await work(tx, { ...before, state: state.value });
    return decided.ok ? accept(await store(ctx, tx, decided.value, action)) : decided;
  });
}

async function store(ctx: Context, tx: Tx, listing: SupplierListing, action: Action): Promise<SupplierListing> {
  await putListing(tx, listing, ctx.today);
  await tx.note(action, listing.id);
  const [stored] = await findListings(tx, [listing.id], ctx.today);
  return stored as SupplierListing;
}

async function freshly(ctx: Context, tx: Tx, next: SupplierListing): Promise<Decided> {
  const lookUp = lookedUp(await findRegistrations(tx, [next.organisationId]), ctx.today, ["input", "listingId"]);
  return lookUp.ok ? accept({ ...next, rsvCheckedOn: lookUp.value }) : lookUp;
}

async function placesOf(ctx: Context, tx: Tx): Promise<KnownPlaces> {
  const [municipalities, regions] = [await listMunicipalities(tx), await listRegions(tx)];
  return {
    municipalities: new Set(municipalities.map(({ code }) => code)),
    regions: new Map(regions.map((region) => [region.code, isInForce(region, ctx.today)])),
    year: Number(ctx.today.slice(0, 4)),
  };
}

function refusalsOf<Code extends string>(decision: Decision<unknown, Code>): readonly Refusal<Code>[] {
  return decision.ok ? [] : decision.refusals;
}

function neverAccepted(): never {
  throw new Error("there was a refusal");
}
