/** Finance's part of a programme's story: what it is told, and the money that it makes up to follow from that. */
import { putHours } from "@inclusion/finance/delivery/delivery.repository";
import type { GrantVersion } from "@inclusion/finance/grant/grant-version";
import { findVersions } from "@inclusion/finance/grant/grant-version.repository";
import { putPathway, putWorkHistory } from "@inclusion/finance/pathway/pathway.repository";
import type pg from "pg";
import { membershipsOf } from "./cohort.ts";
import { contracts, publishing } from "./finance-card.ts";
import { outcomeSteps } from "./finance-contract.ts";
import { budgetVersion, CLAIMS_OF_GROWTH, CLAIMS_OF_RESTART, type CostPlace, costSteps } from "./finance-costs.ts";
import { modelSteps } from "./finance-model.ts";
import { type ToldFinance, toldFinance } from "./finance-told.ts";
import { runSteps, type Step } from "./finance-tx.ts";
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
  story: Story;
  /** Whether the programme has a contract on outcomes. */
  hasContract: boolean;
}>;

/**
 * Writes the part, unless it is there.
 *
 * @returns steps written; 0 when it was there, or when nobody runs that follows the sheets
 */
export async function seedFinance({ url, random, span, story, hasContract }: FinanceSeed): Promise<number> {
  const terms = await sheetTerms(url, span.programmeId);
  if (terms === null) return 0;
  return seedPart("finance", url, async ({ client }) => {
    const found = await client.query("SELECT FROM finance.pathway WHERE programme_id = $1 LIMIT 1", [span.programmeId]);
    if (found.rowCount !== 0) return 0;
    const told = toldFinance(story.participant, membershipsOf(story.accelerator));
    const cards = hasContract ? contracts(random.fork("contracts"), span) : [];
    const claims = hasContract ? CLAIMS_OF_GROWTH : CLAIMS_OF_RESTART;
    const costs = {
      terms: budgetVersion(random.fork("budget"), terms),
      places: placesOf(story),
      story: claims,
    };
    return runSteps(client, random.fork("facts"), [
      ...publishing(cards, `${span.startsOn}T06:00:00Z`),
      ...tellingSteps(told),
      ...outcomeSteps(random.fork("outcomes"), span, cards, told),
      ...costSteps(random.fork("costs"), span, costs),
      ...(hasContract ? modelSteps(random.fork("model"), span) : []),
    ]);
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
    ...pathways.map(({ row, recordedAt }): Step => ({ recordedAt, row: (tx) => putPathway(tx, row) })),
    ...work.map(({ row, recordedAt }): Step => ({ recordedAt, row: (tx) => putWorkHistory(tx, row) })),
    ...(last === undefined
      ? []
      : hours.map((each): Step => ({ recordedAt: last.recordedAt, row: (tx) => putHours(tx, each) }))),
  ];
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
