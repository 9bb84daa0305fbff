import { isId } from "@inclusion/kernel";
import type { ChangeInput } from "../act.ts";
import { beginRecord, type Changed, type Kept } from "../change.ts";
import type { Context } from "../context.ts";
import { findKnownOrganisations } from "../partnership/partnership.repository.ts";
import type { Given } from "../record/rule.ts";
import { DEMAND_ACTIVITY_MAP } from "./demand-activity.repository.ts";
import { activityMeasures, type DemandActivity, type DemandActivityFile, recordActivity } from "./demand-activity.ts";

const ACTIVITIES: Kept<DemandActivityFile> = {
  ...{ noun: "demand activity", map: DEMAND_ACTIVITY_MAP, measures: activityMeasures },
  facts: () => [],
};

/** Records an activity. @refuses the codes of `recordActivity` */
export function demandActivityRecord(
  ctx: Context,
  input: ChangeInput &
    Pick<DemandActivity, "programmeId" | "kind" | "title" | "heldOn"> &
    Readonly<{ municipalityCode?: Given<string>; organisationIds: readonly string[] }> &
    Readonly<{ link?: Given<string>; reached?: Given<number> }>,
): Changed<DemandActivity> {
  const { programmeId, kind, title, heldOn, organisationIds, link, reached } = input;
  const municipalityCode = input.municipalityCode ?? null;
  return beginRecord(ctx, ACTIVITIES, {
    ...{ action: "demandActivity:record", programmeId, municipalityCode, input },
    rule: async (tx, at) => {
      const known = await findKnownOrganisations(tx, organisationIds.filter(isId));
      const record: DemandActivity = {
        ...{ id: at.newId(), programmeId, municipalityCode, kind, title, heldOn, synthetic: false },
        ...{ organisationIds: [...organisationIds], link: link ?? null, reached: reached ?? null },
      };
      const file = { record, version: 0 };
      return recordActivity(file, new Set(known.keys()))(file, at);
    },
    answer: ({ record }) => record,
  });
}
