/** A valid request of each mutation about partners' tokens. */
import type { MutationExamples } from "@inclusion/kernel/testing";
import { day } from "../organisation/parties.fixture.ts";
import type { World } from "./world.fixture.ts";

export function accessTokenExamples({ done, unique }: World): MutationExamples {
  const wanted = () => ({
    ...{ label: unique("Partner"), scopes: ["indicators:read"], limits: { regions: ["1082"], municipalities: [] } },
    expiresAt: `${day(30)}T00:00:00.000Z`,
  });
  return {
    accessTokenCreate: async () => ({ input: wanted(), row: null, shownOnce: ["secret"] }),
    accessTokenRevoke: async () => {
      const { id } = await done("accessTokenCreate", wanted(), "accessToken");
      return { input: { accessTokenId: id, reason: "aftalen er slut" }, row: null };
    },
  };
}
