import { accept, acceptUnless, type Decision, type LocalDate } from "@inclusion/kernel";
import type { Tx } from "@inclusion/kernel/runtime";
import { act, type ChangeInput, mayActFor, notFound, staleVersion } from "../act.ts";
import type { Context } from "../context.ts";
import {
  findOrganisations,
  lockOrganisation,
  organisationFacts,
  updateOrganisation,
} from "../organisation/organisation.repository.ts";
import type { Organisation } from "../organisation/organisation.ts";
import type { Action } from "../policy.ts";
import type { PartnershipRefusalCode } from "../refusals.ts";
import { lookUpListings, removeListings } from "../supplier-listing/supplier-listing.repository.ts";
import { findRegistrations, putRegistration, registrationFacts } from "./rsv.repository.ts";
import {
  type Criterion,
  checkRegistration,
  type EndReason,
  endRegistration,
  type Registration,
  registerRefusals,
} from "./rsv.ts";

type Changed = Promise<Decision<Organisation, PartnershipRefusalCode>>;
type OfOrganisation = ChangeInput & Readonly<{ organisationId: string }>;
type Decided = Decision<Registration, PartnershipRefusalCode>;
type Rule = (organisation: Organisation, registrations: readonly Registration[]) => Decided;

/** @refuses CONFLICT and the codes of `registerRefusals` */
export function rsvRegister(
  ctx: Context,
  input: OfOrganisation &
    Readonly<{ since: LocalDate; checkedOn: LocalDate; source: string; criteria: readonly Criterion[] }>,
): Changed {
  const { since, checkedOn, source, criteria } = input;
  return change(ctx, "rsv:register", input, ({ id, cvr }, registrations) =>
    acceptUnless(
      registerRefusals({ cvr, registrations, since, checkedOn, source, criteria, today: ctx.today }),
      () => ({
        ...{ id: ctx.newId(), organisationId: id, since, until: null, endReason: null, source, checkedOn, criteria },
        ...{ knownFrom: "", knownUntil: null },
      }),
    ),
  );
}

/** @refuses CONFLICT and the codes of `checkRegistration` */
export function rsvCheck(
  ctx: Context,
  input: OfOrganisation & Readonly<{ checkedOn: LocalDate; source?: string | null | undefined }>,
): Changed {
  const { checkedOn, source = null } = input;
  return change(ctx, "rsv:check", input, (_organisation, registrations) =>
    checkRegistration(registrations, { checkedOn, source, today: ctx.today }),
  );
}

/** @refuses CONFLICT and the codes of `endRegistration` */
export function rsvDeregister(
  ctx: Context,
  input: OfOrganisation & Readonly<{ until: LocalDate; reason: EndReason }>,
): Changed {
  const { until, reason } = input;
  return change(ctx, "rsv:deregister", input, (_organisation, registrations) =>
    endRegistration(registrations, { until, reason, today: ctx.today }),
  );
}

function change(ctx: Context, action: Action, input: OfOrganisation, rule: Rule): Changed {
  return act<Organisation, PartnershipRefusalCode>(ctx, action, input, async (tx) => {
    const before = mayActFor(ctx, input.organisationId) ? await lockOrganisation(tx, input.organisationId) : null;
    if (before === null) return notFound("organisation");
    const current = acceptUnless(staleVersion(before.version, input, "organisation"), () => before);
    if (!current.ok) return current;
    const registrations = await findRegistrations(tx, [before.id]);
    const decided = rule(before, registrations);
    if (!decided.ok) return decided;
    await store(ctx, tx, before, decided.value);
    if (movesDays(registrations, decided.value)) tx.tell(...(await registrationFacts(tx, [before.id])));
    await tx.note(action, before.id);
    const [after] = await findOrganisations(tx, [before.id]);
    return accept(after as Organisation);
  });
}

/** Whether another day is registered than before: a look-up in the register moves none. */
function movesDays(before: readonly Registration[], { id, since, until }: Registration): boolean {
  const was = before.find((registration) => registration.id === id);
  return was?.since !== since || was.until !== until;
}

/** What the portal shows follows in the same transaction: a listing never outlives its registration. */
async function store(ctx: Context, tx: Tx, organisation: Organisation, registration: Registration): Promise<void> {
  await putRegistration(tx, registration);
  await updateOrganisation(tx, organisation);
  if (registration.until === null) await lookUpListings(tx, organisation.id, registration.checkedOn, ctx.today);
  else await removeListings(tx, organisation.id, `Deregistered ${registration.until}`, ctx.today);
  tx.tell(...(await organisationFacts(tx, [organisation.id], ctx.today)));
}
