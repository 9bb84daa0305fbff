/** Facts that this service follows. */
import { localDate } from "@inclusion/kernel";
import { type FactHandlers, setRegionMemberships, type Tx } from "@inclusion/kernel/runtime";
import { CourseAccepted } from "@inclusion/schema/facts";
import { putAcceleratorMembership } from "./participation/accelerator-membership.repository.ts";

export const handlers: FactHandlers = {
  partnership: {
    RegionMembershipsSet: (tx, { payload }) => setRegionMemberships(tx, "participant", payload),
  },
  accelerator: {
    CourseAccepted: (tx, { payload }) => companyAccepted(tx, CourseAccepted.parse(payload)),
  },
};

/** From its acceptance, whoever is hired by the company counts in 3B.3. */
async function companyAccepted(tx: Tx, { acceptedOn, ...course }: CourseAccepted): Promise<void> {
  await putAcceleratorMembership(tx, { ...course, acceptedOn: localDate(acceptedOn) });
}
