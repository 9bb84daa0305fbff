/** What follows from a fact about a hire: it is kept, and the participation is counted anew from all that are kept. */
import { localDate } from "@inclusion/kernel";
import type { Fact, Tx } from "@inclusion/kernel/runtime";
import type { HireCounted } from "@inclusion/schema/facts";
import { recount } from "./action.ts";
import { findCoursesOfHires, findHireFacts, keepHireFact } from "./inclusive-hire/inclusive-hire.repository.ts";
import { type HireFact, hireMeasures } from "./inclusive-hire/inclusive-hire.ts";

/** A hire counts (`sign` 1), or one that counted does not (-1). The same fact again changes nothing. */
export async function hireTold(tx: Tx, fact: Fact, hire: HireCounted, sign: 1 | -1): Promise<void> {
  const told: HireFact = {
    ...{ factId: fact.id, position: BigInt(fact.position), sign },
    ...{ ...hire, hiredOn: localDate(hire.hiredOn) },
  };
  if (!(await keepHireFact(tx, told))) return;
  const facts = await findHireFacts(tx, told);
  const companies = [...new Set(facts.map(({ organisationId }) => organisationId))];
  const courses = await findCoursesOfHires(tx, told.programmeId, companies);
  const wanted = hireMeasures(facts, (organisationId) => courses.get(organisationId) ?? null);
  await recount(tx, [told.participationId], wanted, `fact ${fact.id}`);
}
