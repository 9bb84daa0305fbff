/** Finance's part of a programme's story: what it is told, and the money that it makes up to follow from that. */
import { HOURS_KEY, hoursRow } from "@inclusion/finance/delivery/delivery.repository";
import type { GrantVersion } from "@inclusion/finance/grant/grant-version";
import { findVersions } from "@inclusion/finance/grant/grant-version.repository";
import { endOfLedger } from "@inclusion/finance/ledger/ledger.repository";
import { pathwayRow, spellRows, workHistoryRow } from "@inclusion/finance/pathway/pathway.repository";
import type { WorkHistorySet } from "@inclusion/schema/facts";
import type pg from "pg";
import { membershipsOf } from "./cohort.ts";
import { type Book, factTable, type Step, tablesOfSteps } from "./finance-book.ts";
import { contracts, publishing } from "./finance-card.ts";
import { CLAIMS_OF_GROWTH, CLAIMS_OF_RESTART } from "./finance-claims.ts";
import { outcomeSteps } from "./finance-contract.ts";
import { budgetVersion, type CostPlace, costSteps } from "./finance-costs.ts";
import { modelSteps } from "./finance-model.ts";
import { type ToldFinance, toldFinance } from "./finance-told.ts";
import { runLate } from "./finance-tx.ts";
import type { ProgrammeSpan } from "./places.ts";
import type { Random } from "./random.ts";
import type { Story } from "./rows.ts";
import { seedPart } from "./service-part.ts";

/** How long the seed waits until finance has followed the sheet, from which it makes the grant. */
const PATIENCE_MS = 5_000;

export type FinanceSeed = Readonly<{
  url: string;
  random: Random;
  span: ProgrammeSpan;
  /** Thought up when the part is not there. */
  story: () => Story;
  /** Whether the programme has a contract on outcomes. */
  hasContract: boolean;
}>;

/**
 * Writes the part, unless it is there.
 *
 * @returns rows written; 0 when it was there, or when nobody runs that follows the sheets
 */
export async function seedFinance({ url, random, span, story: tell, hasContract }: FinanceSeed): Promise<number> {
  const terms = await sheetTerms(url, span.programmeId);
  if (terms === null) return 0;
  return seedPart("finance", url, async ({ client, store }) => {
    const found = await client.query("SELECT FROM finance.pathway WHERE programme_id = $1 LIMIT 1", [span.programmeId]);
    if (found.rowCount !== 0) return 0;
    const story = tell();
    const told = toldFinance(story.participant, membershipsOf(story.accelerator));
    const cards = hasContract ? contracts(random.fork("contracts"), span) : [];
    const claims = hasContract ? CLAIMS_OF_GROWTH : CLAIMS_OF_RESTART;
    const costs = {
      terms: budgetVersion(random.fork("budget"), terms, hasContract ? "DANISH_18" : "FLAT_40"),
      places: placesOf(story),
      story: claims,
    };
    const steps = [
      ...publishing(cards, `${span.startsOn}T06:00:00Z`),
      ...tellingSteps(told),
      ...outcomeSteps(random.fork("outcomes"), span, cards, told),
      ...costSteps(random.fork("costs"), span, costs),
    ];
    // Whoever posts while the seed does waits for its turn.
    await client.query("SELECT pg_advisory_xact_lock(hashtext($1))", [`finance:ledger:${span.programmeId}`]);
    const facts = random.fork("facts");
    const stored = await store(tablesOfSteps(facts, steps, await endOfLedger(readerOf(client), span.programmeId)));
    if (!hasContract) return stored;
    const late = await runLate(client, modelSteps(random.fork("model"), span));
    return stored + (await store([factTable(facts, late)]));
  });
}

/** What the sheet says of the grant, as soon as finance has read it; null when nobody follows the sheets. */
async function sheetTerms(url: string, programmeId: string): Promise<GrantVersion | null> {
  const until = Date.now() + PATIENCE_MS;
  for (;;) {
    const [terms, isFollowed] = await seedPart("finance", url, async ({ client }) => {
      const grant = await client.query<{ id: string }>(
        "SELECT id FROM finance.programme_grant WHERE programme_id = $1",
        [programmeId],
      );
      const cursor = await client.query("SELECT FROM finance.fact_cursor WHERE producer = 'partnership'");
      const versions = await findVersions(
        readerOf(client),
        grant.rows.map(({ id }) => id),
      );
      return [versions[0] ?? null, cursor.rowCount !== 0] as const;
    });
    if (terms !== null) return terms;
    if (!isFollowed || Date.now() > until) return null;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

function readerOf(client: pg.Client) {
  return {
    query: async <Row>(sql: string, parameters: readonly unknown[] = []) =>
      (await client.query(sql, [...parameters])).rows as Row[],
  };
}

function tellingSteps({ pathways, work, hours }: ToldFinance): Step[] {
  const last = pathways.at(-1);
  return [
    ...pathways.map(
      ({ row, recordedAt }): Step => ({
        recordedAt,
        row: (book) => book.keep("pathway", pathwayRow(row), ["participation_id"]),
      }),
    ),
    ...work.map(({ row, recordedAt }): Step => ({ recordedAt, row: (book) => keepWork(book, row) })),
    ...(last === undefined
      ? []
      : hours.map(
          (each): Step => ({
            recordedAt: last.recordedAt,
            row: (book) => book.keep("hours_delivered", hoursRow(each), HOURS_KEY),
          }),
        )),
  ];
}

function keepWork(book: Book, told: WorkHistorySet): void {
  book.keep("work_history", workHistoryRow(told), ["participation_id"]);
  for (const spell of spellRows(told)) book.keep("work_spell", spell, ["employment_id"]);
}

/** Where cost belongs: one part that all share, one for each municipality, one for each partnership. */
function placesOf({ partnership: { organisation, programme_municipality }, partnerships = [] }: Story): CostPlace[] {
  const [first] = organisation;
  if (first === undefined) throw new Error("A programme of the seed has no organisation.");
  const lead = first.row.id;
  return [
    { organisationId: lead, municipalityCode: null, partnershipId: null },
    ...programme_municipality.map(({ row: { municipalityCode } }) => {
      const own = organisation.find(({ row }) => row.municipalityCode === municipalityCode);
      return { organisationId: own?.row.id ?? lead, municipalityCode, partnershipId: null };
    }),
    ...partnerships.map(({ id, municipalityCode, companyId }) => {
      return { organisationId: companyId, municipalityCode, partnershipId: id };
    }),
  ];
}
