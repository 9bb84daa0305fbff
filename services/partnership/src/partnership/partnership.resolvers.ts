import { type Decision, isId } from "@inclusion/kernel";
import { queryPage } from "@inclusion/kernel/runtime";
import type { Context } from "../context.ts";
import type { Resolvers } from "../generated/resolvers.ts";
import { viewOf } from "./agreement-view.ts";
import {
  partnershipActivate,
  partnershipAnchor,
  partnershipClose,
  partnershipDraft,
  partnershipPropose,
  partnershipRecordLeave,
  partnershipReplaceParty,
  partnershipRevise,
  partnershipSign,
  partnershipTerminate,
  partnershipWithdrawAddendum,
  partnershipWriteAgreement,
} from "./partnership.actions.ts";
import { findPartnershipFiles, listPartnerships } from "./partnership.repository.ts";
import { currentAgreement, isPartyOn, lostRoles, type Partnership, type PartnershipFile } from "./partnership.ts";
import { pendingAddendum } from "./sign.ts";

/** Adapts `schema/partnership/partnership.graphql`. */
export const partnershipResolvers = {
  Query: {
    partnership: (_root, { id }, ctx) => (isId(id) ? ctx.loaders.partnership.load(id) : null),
  },
  Mutation: {
    partnershipDraft: async (_root, { input }, ctx) => payloadOf(await partnershipDraft(ctx, input)),
    partnershipWriteAgreement: async (_root, { input }, ctx) => payloadOf(await partnershipWriteAgreement(ctx, input)),
    partnershipPropose: async (_root, { input }, ctx) => payloadOf(await partnershipPropose(ctx, input)),
    partnershipSign: async (_root, { input }, ctx) => payloadOf(await partnershipSign(ctx, input)),
    partnershipRevise: async (_root, { input }, ctx) => payloadOf(await partnershipRevise(ctx, input)),
    partnershipActivate: async (_root, { input }, ctx) => payloadOf(await partnershipActivate(ctx, input)),
    partnershipReplaceParty: async (_root, { input }, ctx) => payloadOf(await partnershipReplaceParty(ctx, input)),
    partnershipWithdrawAddendum: async (_root, { input }, ctx) =>
      payloadOf(await partnershipWithdrawAddendum(ctx, input)),
    partnershipRecordLeave: async (_root, { input }, ctx) => payloadOf(await partnershipRecordLeave(ctx, input)),
    partnershipAnchor: async (_root, { input }, ctx) => payloadOf(await partnershipAnchor(ctx, input)),
    partnershipTerminate: async (_root, { input }, ctx) => payloadOf(await partnershipTerminate(ctx, input)),
    partnershipClose: async (_root, { input }, ctx) => payloadOf(await partnershipClose(ctx, input)),
  },
  Programme: {
    partnerships: ({ id }, { first, after, states }, ctx) =>
      queryPage(ctx, {
        list: `partnerships of ${id} ${states?.join(",") ?? ""}`,
        first,
        after,
        keysOf: (partnership: Partnership) => [partnership.id],
        fetch: async (keys, limit) =>
          listPartnerships(await ctx.reader(), {
            ...{ programmeId: id, states: states ?? null, after: keys?.[0] ?? null, limit },
          }),
      }),
    partnershipsWithLostParty: ({ id }, { on }, ctx) => withLostParty(ctx, id, on ?? ctx.today),
  },
  Partnership: {
    __resolveReference: ({ id }, ctx) => (isId(id) ? ctx.loaders.partnership.load(id) : null),
    programme: ({ programmeId }, _args, ctx) => ctx.loaders.programme.load(programmeId),
    municipality: ({ municipalityCode }, _args, ctx) => ctx.loaders.municipality.load(municipalityCode),
    version: async ({ id }, _args, ctx) => (await fileOf(ctx, id)).version,
    parties: async ({ id }, { on, all }, ctx) => {
      const { parties } = await fileOf(ctx, id);
      return all === true ? parties : parties.filter((party) => isPartyOn(party, on ?? ctx.today));
    },
    lostRoles: async ({ id, kind }, { on }, ctx) => lostRoles(kind, (await fileOf(ctx, id)).parties, on ?? ctx.today),
    agreement: async ({ id }, _args, ctx) => {
      const file = await fileOf(ctx, id);
      const agreement = currentAgreement(file.agreements);
      return agreement === null ? null : viewOf(file, agreement);
    },
    agreements: async ({ id }, _args, ctx) => {
      const file = await fileOf(ctx, id);
      return file.agreements.map((agreement) => viewOf(file, agreement));
    },
    pendingAddendum: async ({ id }, _args, ctx) => {
      const file = await fileOf(ctx, id);
      const addendum = pendingAddendum(file);
      return addendum === null ? null : viewOf(file, addendum);
    },
  },
  PartnershipParty: {
    organisation: ({ organisationId }, _args, ctx) => storedOrganisation(ctx, organisationId),
  },
  PartnershipLostRole: {
    lost: ({ lostOrganisationId }, _args, ctx) =>
      lostOrganisationId === null ? null : ctx.loaders.organisation.load(lostOrganisationId),
  },
  Agreement: {
    text: async ({ id }, _args, ctx) => (await ctx.loaders.agreementText.load(id))?.text ?? "",
    awaiting: ({ awaitingIds }, _args, ctx) => Promise.all(awaitingIds.map((id) => storedOrganisation(ctx, id))),
  },
  AgreementSignature: {
    organisation: ({ organisationId }, _args, ctx) => storedOrganisation(ctx, organisationId),
  },
} satisfies Resolvers;

function payloadOf<Code extends string>(done: Decision<Partnership, Code>) {
  return done.ok ? { partnership: done.value, refusals: [] } : { partnership: null, refusals: done.refusals };
}

async function fileOf(ctx: Context, id: string): Promise<PartnershipFile> {
  const file = await ctx.loaders.partnershipFile.load(id);
  if (file === null) throw new Error(`partnership ${id} is not stored`);
  return file;
}

/** Who is named in a row is stored: foreign keys say so, and every signed-in viewer may see organisations. */
async function storedOrganisation(ctx: Context, id: string) {
  const organisation = await ctx.loaders.organisation.load(id);
  if (organisation === null) throw new Error(`organisation ${id} is not stored`);
  return organisation;
}

/** In force on the day and without a role that the kind needs; a programme has tens of partnerships, not thousands. */
async function withLostParty(ctx: Context, programmeId: string, day: Parameters<typeof isPartyOn>[1]) {
  const reader = await ctx.reader();
  const all = await listPartnerships(reader, { programmeId, states: null, after: null, limit: MOST_PARTNERSHIPS });
  const files = await findPartnershipFiles(
    reader,
    all.map(({ id }) => id),
  );
  return files
    .filter(({ record }) => record.activeFrom !== null && record.activeFrom <= day)
    .filter(({ record }) => record.closedOn === null || record.closedOn > day)
    .filter(({ record, parties }) => lostRoles(record.kind, parties, day).length > 0)
    .map(({ record }) => record)
    .sort((a, b) => (a.id < b.id ? -1 : 1));
}

const MOST_PARTNERSHIPS = 1_000;
