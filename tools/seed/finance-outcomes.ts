/** Outcomes of the seed in memory: what finance's repositories read before a step, and what follows when it is taken. */
import type { CapState, Moment, Outcome, OutcomeFile } from "@inclusion/finance/outcome/outcome";
import { UNASKED_CAPS } from "@inclusion/finance/outcome/outcome";
import { countsOtherwise, measuresOfStep } from "@inclusion/finance/outcome/outcome-measures";
import { postingsOfStep } from "@inclusion/finance/outcome/outcome-postings";
import { factsOfStep, rowsOfStep, type StepNote } from "@inclusion/finance/outcome/outcome-rows.repository";
import { firstReport, type Reached, reportedLines } from "@inclusion/finance/outcome/report";
import { reportAgain } from "@inclusion/finance/outcome/verification";
import type { RateCard } from "@inclusion/finance/rate-card/rate-card";
import type { WorkSpell } from "@inclusion/finance/rate-card/sustained-work";
import { invariant } from "@inclusion/kernel";
import type { Book } from "./finance-book.ts";

/** What has become of the outcomes of one programme so far. */
export type Contract = Readonly<{
  cards: readonly RateCard[];
  /** Outcomes as their last step has left them, by participation and line. */
  files: Map<string, OutcomeFile>;
  runs: Map<string, NonNullable<OutcomeFile["run"]>>;
  /** The work of a participation as it was known at an instant. */
  spells: (participationId: string, knownAt: string) => readonly WorkSpell[];
}>;

/** Everything that the next step of an outcome depends on; null before its report. */
export function fileOf(contract: Contract, key: string, runId: string | null, knownAt = ""): OutcomeFile | null {
  const file = contract.files.get(key);
  if (file === undefined) return null;
  const card = contract.cards.find(({ id }) => id === file.outcome.cardId);
  const line = card?.lines.find(({ metric }) => metric === file.outcome.metric);
  invariant(card !== undefined && line !== undefined, "an outcome stands on a line of a card");
  const { outcome } = file;
  return {
    ...{ outcome, line, cardVersion: card.version, currency: card.currency, payers: card.payers },
    evidence: file.evidence,
    spells: line.evidence.sustainedWork === null ? [] : contract.spells(outcome.participationId, knownAt),
    caps: outcome.state === "VERIFIED" ? capsOf(contract, outcome, card) : UNASKED_CAPS,
    run: contract.runs.get(runId ?? outcome.runId ?? "") ?? null,
  };
}

const LIVE: ReadonlySet<Outcome["state"]> = new Set(["PAYABLE", "CLAIMED", "PAID"]);

function capsOf({ files }: Contract, outcome: Outcome, card: RateCard): CapState {
  const others = [...files.values()].map((file) => file.outcome).filter(({ mode }) => mode === outcome.mode);
  const live = others.filter(({ state }) => LIVE.has(state));
  const sumOf = (some: readonly Outcome[]): bigint =>
    some.reduce((sum, { price }) => sum + (price?.amountMinor ?? 0n), 0n);
  const order = ({ verifiedAt, id }: Outcome): string => `${verifiedAt} ${id}`;
  const [first] = others
    .filter((other) => other.state === "VERIFIED" && order(other) < order(outcome))
    .toSorted((a, b) => (order(a) < order(b) ? -1 : 1));
  return {
    ...{ version: 0, personCapMinor: card.personCapMinor },
    ...{ programmeCapMinor: card.programmeCapMinor, usedMinor: sumOf(live), waitsFor: first?.id ?? null },
    usedByPersonMinor: sumOf(live.filter(({ participationId }) => participationId === outcome.participationId)),
  };
}

/** Reports what was reached, as finance's follower of facts does. */
export function reportInto(book: Book, contract: Contract, reached: Reached, moment: Moment): void {
  for (const { card, line } of reportedLines(contract.cards, reached)) {
    const before = fileOf(contract, `${reached.participationId} ${line.metric}`, null);
    const { eventOn, municipalityCode } = reached;
    const differs = { eventOn, municipalityCode, cardId: card.id, mode: card.mode, reportedBy: moment.actor };
    const again = before === null ? null : reportAgain(before, differs);
    if (again !== null && !again.ok) continue;
    const after = again?.value ?? firstReport(reached, { card, line }, { ...moment, isRestricted: false });
    storeInto(book, contract, { before, after }, { ...moment, reason: null, happenedOn: eventOn });
  }
}

/** Writes a step of an outcome with all that follows from it. */
export function storeInto(
  book: Book,
  { files }: Contract,
  { before, after }: Readonly<{ before: OutcomeFile | null; after: OutcomeFile }>,
  note: StepNote & Moment,
): void {
  const { outcome } = after;
  const rows = rowsOfStep(before, after, note);
  files.set(`${outcome.participationId} ${outcome.metric}`, after);
  book.add("outcome", rows.outcome);
  book.add("outcome_evidence", ...rows.evidence);
  book.add("outcome_event", rows.event);
  if (rows.price !== null) book.add(rows.price.table, rows.price.row);
  if (before === null) return;
  const moment = { today: note.today, reason: note.reason ?? outcome.state };
  book.post(postingsOfStep(before.outcome, outcome, book.standing(outcome.id), moment));
  if (before.outcome.state === outcome.state) return;
  if (countsOtherwise(before.outcome, outcome)) {
    book.measure(...measuresOfStep(outcome, book.counted(outcome.id), moment.reason));
  }
  book.tell(...factsOfStep(before.outcome, outcome, note.today));
}
