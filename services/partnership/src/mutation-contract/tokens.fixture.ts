/** A valid request of each mutation about tokens for partners. */
import type { MutationExamples } from "@inclusion/kernel/testing";
import { day } from "../organisation/parties.fixture.ts";
import { PROGRAMME } from "../record/stored-programme.fixture.ts";
import type { World } from "./world.fixture.ts";

export function tokenExamples(world: World): MutationExamples {
  const token = () => ({
    ...{ label: world.unique("Region"), scopes: ["indicators:read"], limits: { programmes: [PROGRAMME] } },
    expiresAt: `${day(90)}T00:00:00Z`,
  });
  return {
    accessTokenCreate: async () => ({ input: token(), shownOnce: ["secret"] }),
    // Who may see every token has no limits to them: the noun's own tests say which ones another may end.
    accessTokenRevoke: async () => {
      const { id } = await world.done("accessTokenCreate", token(), "accessToken");
      return { input: { accessTokenId: id, reason: "Mistet." }, row: null };
    },
  };
}
