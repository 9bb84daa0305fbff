import { createHash } from "node:crypto";
import { accept, type Decision, type LocalDate, refuse } from "@inclusion/kernel";
import type { NewFact, Tx } from "@inclusion/kernel/runtime";
import type { ProgrammePeriodSet, SheetRead } from "@inclusion/schema/facts";
import { requireWithinProgrammes } from "../change-programme.ts";
import type { Context } from "../context.ts";
import { listMunicipalities } from "../municipality/municipality.repository.ts";
import { meetOrganisation, organisationFacts } from "../organisation/organisation.repository.ts";
import { municipalityNamed, type OrganisationKind } from "../organisation/organisation.ts";
import { authorize } from "../policy.ts";
import {
  findProgrammesBySlug,
  findTargets,
  findVersions,
  insertVersion,
  lockProgramme,
  putProgramme,
  putTargets,
} from "../programme/programme.repository.ts";
import { effectOfReading, type Programme } from "../programme/programme.ts";
import { readSheet, type SheetFacts, type SheetRefusalCode } from "./sheet.ts";

/** What became of a sheet that could be read. */
export type SheetImported = Readonly<{ programme: Programme; created: boolean; changed: boolean }>;

/**
 * Reads a sheet and stores what it says that was not known, in one transaction: all of it or nothing.
 *
 * @throws Fault FORBIDDEN_FIELD when the viewer is limited to programmes of which the sheet's is none
 * @refuses every code of the reader; READ_ON_IN_FUTURE
 */
export async function programmeImportSheet(
  ctx: Context,
  input: Readonly<{ text: string; readOn: LocalDate }>,
): Promise<Decision<SheetImported, SheetRefusalCode>> {
  authorize(ctx.viewer, "programme:importSheet");
  if (input.readOn > ctx.today) {
    return refuse({
      code: "READ_ON_IN_FUTURE",
      message: `The sheet cannot have been read on ${input.readOn}: give a day up to today, ${ctx.today}.`,
      field: ["input", "readOn"],
    });
  }
  const read = readSheet(input.text);
  if (!read.ok) return read;
  return accept(await ctx.transaction((tx) => storeReading(ctx, tx, read.value, input.readOn)));
}

async function storeReading(ctx: Context, tx: Tx, facts: SheetFacts, readOn: LocalDate): Promise<SheetImported> {
  const known = await lockProgramme(tx, facts.slug);
  requireWithinProgrammes(ctx, known?.id ?? null);
  const versions = known === null ? [] : await findVersions(tx, [known.id]);
  const targets = facts.targets ?? (known === null ? [] : await findTargets(tx, [known.id]));
  const stated = factsText(facts, targets);
  const factsHash = createHash("sha256").update(stated).digest("hex");
  const effect = effectOfReading(versions, { readOn, factsHash });
  if (known !== null && effect === "NOTHING_NEW") return { programme: known, created: false, changed: false };

  const programmeId = known?.id ?? ctx.newId();
  const version = versions.length + 1;
  if (effect === "IN_FORCE") {
    const met = await putInForce(ctx, tx, facts, { programmeId, readOn, version, factsHash });
    await putTargets(tx, programmeId, targets);
    const organisations = await organisationFacts(tx, met, ctx.today);
    tx.tell(...organisations, sheetRead(programmeId, readOn, facts), periodSet(programmeId, facts));
  }
  await insertVersion(tx, { programmeId, version, readOn, factsHash }, stated);
  await tx.note("programme:importSheet", programmeId);
  const [programme] = await findProgrammesBySlug(tx, [facts.slug]);
  return { programme: programme as Programme, created: known === null, changed: true };
}

/** Gives the parties that the sheet names. */
async function putInForce(
  ctx: Context,
  tx: Tx,
  facts: SheetFacts,
  at: Readonly<{ programmeId: string; readOn: LocalDate; version: number; factsHash: string }>,
): Promise<readonly string[]> {
  const municipalities = await listMunicipalities(tx);
  const meet = (name: string, kind: OrganisationKind): Promise<string> =>
    meetOrganisation(tx, ctx.newId(), { name, kind, municipalityCode: municipalityNamed(name, municipalities) });
  const beneficiaryId = facts.beneficiary === null ? null : await meet(facts.beneficiary, "BENEFICIARY");
  const partnerIds: string[] = [];
  for (const name of facts.partners ?? []) partnerIds.push(await meet(name, "PARTNER"));
  await putProgramme(
    tx,
    {
      id: at.programmeId,
      slug: facts.slug,
      name: facts.title,
      startsOn: facts.startsOn,
      endsOn: facts.endsOn,
      areas: facts.areas === null ? null : [...facts.areas],
      priorityArea: facts.priorityArea,
      financing: facts.financing === null ? null : [...facts.financing],
      recommendedBy: facts.recommendedBy,
      beneficiaryId,
      partnersStated: facts.partners !== null,
      readOn: at.readOn,
      sheetVersion: at.version,
      factsHash: at.factsHash,
      synthetic: false,
    },
    partnerIds,
  );
  return [...new Set([...(beneficiaryId === null ? [] : [beneficiaryId]), ...partnerIds])];
}

/** Everything a sheet states, in one order of keys, so that equal facts are equal texts. */
function factsText(facts: SheetFacts, targets: readonly Readonly<{ code: string; target: number }>[]): string {
  const { title, startsOn, endsOn, currency, eligibleTotalMinor, parts, areas, financing } = facts;
  const { priorityArea, recommendedBy, beneficiary, beneficiaryPostcode, partners } = facts;
  const money = parts.map(({ source, label, minor }) => [source, label, String(minor)]);
  const total = eligibleTotalMinor === null ? null : String(eligibleTotalMinor);
  const numbers = targets.map(({ code, target }) => [code, target]);
  return JSON.stringify({
    ...{ title, startsOn, endsOn, currency, total, parts: money, areas, financing },
    ...{ priorityArea, recommendedBy, beneficiary, beneficiaryPostcode, partners, targets: numbers },
  });
}

function periodSet(programmeId: string, { startsOn, endsOn }: SheetFacts): NewFact {
  const payload: ProgrammePeriodSet = { programmeId, startsOn, endsOn };
  return { type: "ProgrammePeriodSet", version: 1, subject: programmeId, payload };
}

function sheetRead(programmeId: string, readOn: LocalDate, facts: SheetFacts): NewFact {
  const payload: SheetRead = {
    programmeId,
    readOn,
    currency: facts.currency,
    startsOn: facts.startsOn,
    endsOn: facts.endsOn,
    eligibleTotalMinor: facts.eligibleTotalMinor === null ? null : String(facts.eligibleTotalMinor),
    eligibleTotalDerived: facts.eligibleTotalDerived,
    parts: facts.parts.map(({ source, label, minor }) => ({ source, label, minor: String(minor) })),
  };
  return { type: "SheetRead", version: 1, subject: programmeId, payload };
}
