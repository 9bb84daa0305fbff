/** A growth partnership as its rules tell it: agreement, signatures, promises, the case, the plan, and what was lost. Pure. */
import { createHash } from "node:crypto";
import { addDays, type LocalDate, localDate } from "@inclusion/kernel";
import { adoptedPlan, decidePlan, proposePlan } from "@inclusion/partnership/anchoring/anchoring";
import { commit } from "@inclusion/partnership/commitment/commitment";
import { draft } from "@inclusion/partnership/partnership/draft";
import type { PartnershipFile, PartyRole } from "@inclusion/partnership/partnership/partnership";
import type { KnownOrganisation } from "@inclusion/partnership/partnership/party-rules";
import { leave, replaceParty, sign } from "@inclusion/partnership/partnership/sign";
import {
  activate,
  anchor,
  type NewText,
  propose,
  revise,
  terminate,
  writeAgreement,
} from "@inclusion/partnership/partnership/transitions";
import { approveCase, publishCase, writeCase } from "@inclusion/partnership/partnership-case/partnership-case";
import { PARTNERSHIPS } from "@inclusion/partnership/partnership-change";
import { movedBy } from "./days.ts";
import { type FileStep, type ToldFiles, tellFile } from "./partnership-files.ts";
import type { ProgrammeSpan } from "./places.ts";
import type { Random } from "./random.ts";
import type { OrganisationRow } from "./rows.ts";

type Step = FileStep<PartnershipFile>;

/** Who works together where, and the days of it. */
export type PartnershipPlot = Readonly<{
  id: string;
  kind: "GROWTH" | "PUBLIC_PRIVATE_SOCIAL";
  municipalityCode: string;
  parties: readonly Readonly<{ role: PartyRole; organisation: OrganisationRow }>[];
  draftedOn: LocalDate;
  /** Null: it stays a draft. */
  activeFrom: LocalDate | null;
  /** Null: nothing is published; the case stays a draft that not all have approved. */
  publishedOn: LocalDate | null;
  title: string;
  last: Readonly<{ state: "ACTIVE" | "ANCHORED" | "CLOSED"; on: LocalDate }>;
  twist: Twist | null;
}>;

/** What happens to some partnerships only. */
export type Twist =
  | Readonly<{ kind: "REVISED" }>
  | Readonly<{ kind: "LOST"; role: PartyRole; leftOn: LocalDate; newcomer: OrganisationRow | null }>;

/** The file with its ledger and what others are told. */
export function tellPartnership(
  random: Random,
  span: ProgrammeSpan,
  plot: PartnershipPlot,
  recorded: ReadonlyMap<LocalDate, string>,
): ToldFiles & Readonly<{ file: PartnershipFile }> {
  const steps = [
    ...beginning(span, plot),
    ...(plot.activeFrom === null ? [] : inForce(random, span, plot, plot.activeFrom)),
  ];
  return tellFile(random, PARTNERSHIPS, { empty: emptyFile(span, plot), steps }, recorded);
}

function emptyFile(span: ProgrammeSpan, { id, kind, municipalityCode, draftedOn }: PartnershipPlot): PartnershipFile {
  const { programmeId, startsOn, endsOn } = span;
  return {
    record: {
      ...{ id, programmeId, municipalityCode, kind, origin: "NEW", axis: "AXIS_3B2", draftedOn, state: "DRAFTED" },
      ...{ signedOn: null, activeFrom: null, anchoredOn: null, closedOn: null, closeReason: null, synthetic: true },
    },
    version: 0,
    ...{ parties: [], agreements: [], signatures: [], cases: [], commitments: [], plans: [] },
    ...{ programme: { startsOn, endsOn }, stays: [{ joinedOn: startsOn, leftOn: null }] },
    ...{ openMatches: 0, eligibleTo: endsOn, methodVersionIds: [] },
  };
}

/** The draft, its text, and the signatures; one was revised after the first signature. */
function beginning(span: ProgrammeSpan, plot: PartnershipPlot): Step[] {
  const { kind, draftedOn, activeFrom, parties, twist } = plot;
  const drafted = draft(
    {
      ...{ kind, origin: "NEW", axis: "AXIS_3B2", draftedOn },
      parties: parties.map(({ role, organisation }) => ({ role, organisationId: organisation.id })),
    },
    { organisations: knownOf(parties.map(({ organisation }) => organisation)), sameOrganisationTwoRoles: false },
  );
  const first = textOf(span, plot, activeFrom ?? movedBy(draftedOn, 60), 1);
  const written: Step[] = [
    { on: draftedOn, rule: () => drafted },
    { on: movedBy(draftedOn, 3), rule: () => writeAgreement(first) },
  ];
  if (activeFrom === null) return written;
  const proposed: Step = { on: movedBy(draftedOn, 7), rule: () => propose(false) };
  const second = textOf(span, plot, activeFrom, 2);
  const [signer] = parties;
  const again: Step[] =
    twist?.kind !== "REVISED" || signer === undefined
      ? []
      : [
          signing(signer.organisation, first, movedBy(draftedOn, 9)),
          { on: movedBy(draftedOn, 14), rule: () => revise(second, "Ansvaret for mentorerne manglede i teksten.") },
          { on: movedBy(draftedOn, 16), rule: () => propose(false) },
        ];
  const text = again.length === 0 ? first : second;
  const signed = parties.map(({ organisation }, at) => signing(organisation, text, movedBy(activeFrom, -9 + 3 * at)));
  return [...written, proposed, ...again, ...signed, { on: activeFrom, rule: () => activate(activeFrom) }];
}

function inForce(random: Random, span: ProgrammeSpan, plot: PartnershipPlot, activeFrom: LocalDate): Step[] {
  const promiser = plot.parties.find(({ role }) => role === "SOCIAL_ENTERPRISE")?.organisation.id ?? "";
  const promised = (kind: "JOB" | "TRAINING_PLACE", seats: number): Step => {
    const row = { kind, seats, organisationId: promiser, promisedOn: activeFrom, dueOn: span.endsOn };
    return { on: activeFrom, rule: () => commit(row) };
  };
  return [
    promised("JOB", random.between(4, 6)),
    promised("TRAINING_PLACE", random.between(4, 6)),
    ...(plot.twist?.kind === "LOST" ? lostParty(span, plot, plot.twist) : []),
    ...caseOf(plot, activeFrom),
    ...ending(random, span, plot),
  ];
}

/**
 * A case is approved by whoever is a party then, one a day; who came or moved up since approves on the day of
 * publication. One that is not published lacks the last approval.
 */
function caseOf({ title, publishedOn, last }: PartnershipPlot, activeFrom: LocalDate): Step[] {
  const until = publishedOn ?? movedBy(last.on, -90);
  const from = movedBy(until, -30) > activeFrom ? movedBy(until, -30) : activeFrom;
  const written: Step = { on: from, rule: () => writeCase({ title, summary: `${title}. Alt i den er opdigtet.` }) };
  const approved = [0, 1, 2].map((at): Step => {
    const approvedOn = movedBy(until, -3 + at);
    return {
      on: approvedOn,
      rule: (file) => {
        const [organisationId] = approvalsMissing(file);
        return organisationId === undefined ? same : approveCase({ organisationId, approvedOn }, true);
      },
    };
  });
  if (publishedOn === null) return [written, ...approved.slice(0, 2)];
  return [
    written,
    ...approved,
    { on: publishedOn, rule: (file) => publishApproved(approvalsMissing(file), publishedOn) },
  ];
}

/** Organisations of the parties that are there and have not approved the case that is being written. */
function approvalsMissing({ parties, cases }: PartnershipFile): readonly string[] {
  const approved = new Set(
    cases.flatMap(({ state, approvals }) => (state === "DRAFT" ? approvals : [])).map((each) => each.organisationId),
  );
  const present = parties.filter(({ leftOn }) => leftOn === null).map(({ organisationId }) => organisationId);
  return present.filter((organisationId) => !approved.has(organisationId));
}

function publishApproved(missing: readonly string[], publishedOn: LocalDate): ReturnType<Step["rule"]> {
  return missing.reduceRight<ReturnType<Step["rule"]>>((next, organisationId) => {
    return (file, at) => {
      const approved = approveCase({ organisationId, approvedOn: publishedOn }, true)(file, at);
      return approved.ok ? next(approved.value, at) : approved;
    };
  }, publishCase(publishedOn));
}

/** Plans are proposed by most; the municipality adopts those that are carried on and rejects some of the others. */
function ending(random: Random, span: ProgrammeSpan, { last, municipalityCode }: PartnershipPlot): Step[] {
  const proposedOn = movedBy(last.on, -40);
  const decidedOn = movedBy(last.on, -12);
  const isDecided = last.state === "ANCHORED" || random.chance(40);
  const plan = proposePlan({
    ...{ methodVersionId: null, owner: "Jobcentret, enheden for virksomhedsnære indsatser" },
    ...{ startsOn: addDays(span.endsOn, 1), yearlyBudgetMinor: BigInt(random.between(4, 18)) * 10_000_000n },
    ...{ currency: "DKK" as const, proposedOn },
  });
  const decided: Step = {
    on: decidedOn,
    rule: (file) =>
      decidePlan({
        planId: file.plans[0]?.id ?? "",
        state: last.state === "ANCHORED" ? "ADOPTED" : "REJECTED",
        decidedOn,
        reference: `Opdigtet udvalgsreferat ${municipalityCode}-${decidedOn.slice(0, 4)}`,
      }),
  };
  const isPlanned = last.state === "ANCHORED" || (last.state === "ACTIVE" && random.chance(70));
  return [
    ...(isPlanned ? [{ on: proposedOn, rule: () => plan }, ...(isDecided ? [decided] : [])] : []),
    ...(last.state === "ANCHORED" ? [{ on: last.on, rule: () => anchor(last.on, adoptedPlan) }] : []),
    ...(last.state === "CLOSED" ? [{ on: last.on, rule: () => terminate(last.on, "Opdigtet: aftalen udløb.") }] : []),
  ];
}

/** A party leaves; where there is a newcomer, all sign an addendum two months later. */
function lostParty(
  span: ProgrammeSpan,
  plot: PartnershipPlot,
  { role, leftOn, newcomer }: Extract<Twist, Readonly<{ kind: "LOST" }>>,
): Step[] {
  const leaving = plot.parties.find((party) => party.role === role)?.organisation.id ?? "";
  const reason = "Opdigtet: aktøren lukkede sin afdeling.";
  const left: Step = { on: leftOn, rule: () => leave({ organisationId: leaving, role, leftOn, reason }) };
  if (newcomer === null) return [left];
  const validFrom = movedBy(leftOn, 60);
  const addendum = textOf(span, plot, validFrom, 3);
  const staying = plot.parties.filter((party) => party.role !== role).map(({ organisation }) => organisation);
  return [
    left,
    {
      on: movedBy(leftOn, 45),
      rule: () =>
        replaceParty({
          ...{ leavingOrganisationId: leaving, role, joining: knownOf([newcomer]).get(newcomer.id), addendum },
          sameOrganisationTwoRoles: false,
        }),
    },
    ...[...staying, newcomer].map((organisation, at) => signing(organisation, addendum, movedBy(validFrom, at - 3))),
  ];
}

function signing({ id }: OrganisationRow, { textHash }: NewText, signedOn: LocalDate): Step {
  const own = { organisationId: id, signatoryOrganisationId: id, signatory: "Direktionen" };
  return { on: signedOn, rule: () => sign({ ...own, textHash, method: "DIGITAL", signedOn }, true) };
}

function textOf(span: ProgrammeSpan, { title }: PartnershipPlot, validFrom: LocalDate, version: number): NewText {
  const text = [
    `Opdigtet aftale, udgave ${version}: ${title}.`,
    "Kommunen henviser borgere, anden aktør giver støtte undervejs, og virksomheden åbner job og praktikpladser.",
    "Ingen af aftalens parter behandler flere oplysninger om borgere end henvisningen kræver.",
  ].join("\n");
  const textHash = createHash("sha256").update(text).digest("hex");
  return { text, textHash, validFrom, validTo: span.endsOn };
}

function knownOf(organisations: readonly OrganisationRow[]): ReadonlyMap<string, KnownOrganisation> {
  return new Map(organisations.map(({ id, kinds }) => [id, { id, kinds, cvr: null }]));
}

/** A party that is not there approves nothing. */
const same: ReturnType<Step["rule"]> = (file) => ({ ok: true, value: file });

/** The day on which one growth partnership lost its other actor, and was mended; and one that was not. */
export const LOST_AND_MENDED = localDate("2020-03-31");
export const LOST_FOR_GOOD = localDate("2021-05-31");
