/** What rules must know of organisations and partnerships that a request names; nothing is asked when it names none. */
import { isId } from "@inclusion/kernel";
import type { Reader } from "@inclusion/kernel/runtime";
import { findOrganisations } from "./organisation/organisation.repository.ts";
import type { Moment } from "./participation/rule.ts";
import { findPartnershipStanding } from "./partnership/partnership-standing.repository.ts";

/** Fields of inputs, whatever their depth, that name an organisation. */
const ORGANISATIONS: ReadonlySet<string> = new Set(["employerId", "companyId"]);

/** Looks up what the input names, within a programme. */
export async function findNamed(
  reader: Reader,
  programmeId: string,
  input: Readonly<object>,
): Promise<Pick<Moment, "organisations" | "partnership">> {
  const ids = [...new Set(organisationsIn(input))];
  const { partnershipId } = input as Readonly<{ partnershipId?: unknown }>;
  return {
    organisations: ids.length === 0 ? undefined : await findOrganisations(reader, programmeId, ids),
    partnership:
      typeof partnershipId === "string" && isId(partnershipId)
        ? await findPartnershipStanding(reader, programmeId, partnershipId)
        : undefined,
  };
}

function organisationsIn(input: Readonly<object>): readonly string[] {
  return Object.entries(input).flatMap(([name, value]: [string, unknown]) => {
    if (typeof value === "object" && value !== null) return organisationsIn(value);
    return ORGANISATIONS.has(name) && typeof value === "string" && isId(value) ? [value] : [];
  });
}
