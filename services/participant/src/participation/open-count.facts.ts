/** How many matches and placements are open, told as totals that name nobody. */
import type { NewFact, Tx } from "@inclusion/kernel/runtime";
import type { OpenMatchesSet, OpenPlacementsSet } from "@inclusion/schema/facts";
import { isOpenMatch } from "../match/match.ts";
import type { Placement } from "../placement/placement.ts";
import type { ParticipationFile } from "./participation-file.ts";

type Files = Readonly<{ before: ParticipationFile; after: ParticipationFile }>;

/** The new totals of what these changes concern, whatever the viewer may see; each total is told once. */
export async function openCountFacts(tx: Tx, changes: readonly Files[]): Promise<readonly NewFact[]> {
  const partnerships = new Set(changes.flatMap(changedPartnerships));
  const companies = new Set(changes.flatMap(changedCompanies));
  return [
    ...(await Promise.all([...partnerships].sort().map((id) => openMatches(tx, id)))),
    ...(await Promise.all([...companies].sort().map((company) => openPlacements(tx, company)))),
  ];
}

/** Partnerships whose open matches are not as many as before. */
export function changedPartnerships({ before, after }: Files): readonly string[] {
  const ids = [before, after].flatMap(({ participation }) => participation.partnershipId ?? []);
  const matchesOf = ({ participation, matches }: ParticipationFile, id: string): number =>
    participation.partnershipId === id ? matches.filter(isOpenMatch).length : 0;
  const isNew = before.version === 0;
  return [...new Set(ids)].filter((id) => (isNew ? 0 : matchesOf(before, id)) !== matchesOf(after, id));
}

/** Companies, with the programme before a blank, whose open placements are not as many as before. */
export function changedCompanies({ before, after }: Files): readonly string[] {
  const [was, is] = [openByCompany(before.placements), openByCompany(after.placements)];
  return [...new Set([...was.keys(), ...is.keys()])]
    .filter((id) => was.get(id) !== is.get(id))
    .map((id) => `${after.participation.programmeId} ${id}`);
}

/** The two halves of a hybrid placement are one. */
function openByCompany(placements: readonly Placement[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { id, companyId, endedOn, pairedWithId } of placements) {
    if (endedOn !== null || (pairedWithId !== null && id > pairedWithId)) continue;
    counts.set(companyId, (counts.get(companyId) ?? 0) + 1);
  }
  return counts;
}

/** Whoever changes the same total waits for this transaction, so that no total misses another one's change. */
async function openMatches(tx: Tx, partnershipId: string): Promise<NewFact> {
  await tx.query("SELECT pg_advisory_xact_lock(hashtext($1))", [`open-matches:${partnershipId}`]);
  const [row] = await tx.query<{ count: number }>("SELECT participant.open_matches($1) AS count", [partnershipId]);
  const payload: OpenMatchesSet = { partnershipId, count: row?.count ?? 0 };
  return { type: "OpenMatchesSet", version: 1, subject: partnershipId, payload };
}

async function openPlacements(tx: Tx, company: string): Promise<NewFact> {
  const [programmeId, organisationId] = company.split(" ") as [string, string];
  await tx.query("SELECT pg_advisory_xact_lock(hashtext($1))", [`open-placements:${company}`]);
  const [row] = await tx.query<{ count: number }>("SELECT participant.open_placements($1, $2) AS count", [
    programmeId,
    organisationId,
  ]);
  const payload: OpenPlacementsSet = { programmeId, organisationId, count: row?.count ?? 0 };
  return { type: "OpenPlacementsSet", version: 1, subject: organisationId, payload };
}
