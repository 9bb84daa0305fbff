import { localDate } from "@inclusion/kernel";
import { describe, expect, test } from "vitest";
import { afterRule, codesOf, fileIn, ID, PLACEMENT } from "../participation/file.fixture.ts";
import type { ParticipationFile } from "../participation/participation-file.ts";
import { correctPlacement } from "./correct-placement.ts";
import { endPlacement, type PlaceInput, startPlacement } from "./place.ts";

const OTHER_ID = ID.replace(/1$/, "2");
const START: PlaceInput = {
  form: "WORK_TRIAL",
  companyId: OTHER_ID,
  startedOn: localDate("2019-05-01"),
  hoursPerWeek: 17,
};
const placed = fileIn("IN_PLACEMENT", { placements: [PLACEMENT] });
const ended = fileIn("ENROLLED", { placements: [{ ...PLACEMENT, endedOn: localDate("2019-04-30") }] });
const endedLater = fileIn("ENROLLED", { placements: [{ ...PLACEMENT, endedOn: localDate("2019-05-01") }] });

describe("startPlacement", () => {
  test.for<readonly [string, ParticipationFile, Partial<PlaceInput>, readonly string[]]>([
    ["with 37 hours together", placed, {}, []],
    ["with a tenth more", placed, { hoursPerWeek: 17.1 }, ["HOURS_LIMIT"]],
    ["after the other has ended", ended, { hoursPerWeek: 37 }, []],
    ["on the last day of the other", endedLater, { hoursPerWeek: 37 }, ["HOURS_LIMIT"]],
    ["with more than a week's hours", ended, { hoursPerWeek: 37.1 }, ["HOURS_LIMIT"]],
    ["with no hours", ended, { hoursPerWeek: 0 }, ["HOURS_LIMIT"]],
    ["with less than none", ended, { hoursPerWeek: -1 }, ["HOURS_LIMIT"]],
    ["with the least hours", ended, { hoursPerWeek: 0.1 }, []],
    ["with two decimals", ended, { hoursPerWeek: 7.25 }, ["HOURS_LIMIT"]],
    ["in the same company at the same time", placed, { companyId: ID }, ["PLACEMENT_OVERLAP"]],
    ["in the same company afterwards", ended, { companyId: ID }, []],
    ["in no company", ended, { companyId: "the bakery" }, ["EMPLOYER_UNKNOWN"]],
    ["that is a job", ended, { form: "ORDINARY" }, ["FORM_NOT_COUNTED"]],
    ["before entry", ended, { startedOn: localDate("2019-02-28") }, ["DATE_ORDER"]],
    ["tomorrow", ended, { startedOn: localDate("2020-06-02") }, ["DATE_IN_FUTURE"]],
    ["hybrid without tasks", ended, { form: "HYBRID" }, ["HYBRID_SAME_TASKS"]],
    [
      "hybrid with the same tasks",
      ended,
      { form: "HYBRID", hybrid: { taskCode: "A", paidTaskCode: " A", paidHoursPerWeek: 5 } },
      ["HYBRID_SAME_TASKS"],
    ],
    [
      "hybrid with other tasks",
      ended,
      { form: "HYBRID", hybrid: { taskCode: "A", paidTaskCode: "B", paidHoursPerWeek: 20 } },
      [],
    ],
    [
      "hybrid with too many hours",
      ended,
      { form: "HYBRID", hybrid: { taskCode: "A", paidTaskCode: "B", paidHoursPerWeek: 20.1 } },
      ["HOURS_LIMIT"],
    ],
    ["of who has completed", fileIn("COMPLETED"), {}, ["ILLEGAL_TRANSITION"]],
  ])("%s", ([, file, input, codes]) => {
    expect(codesOf(startPlacement({ ...START, ...input }), file)).toEqual(codes);
  });
});

describe("endPlacement", () => {
  const END = { placementId: "p1", endedOn: PLACEMENT.startedOn };
  test("leads back to the course when no other goes on", () => {
    expect(codesOf(endPlacement({ ...END, endedOn: localDate("2019-03-31") }), placed)).toEqual(["DATE_ORDER"]);
    expect(codesOf(endPlacement({ ...END, placementId: "p9" }), placed)).toEqual(["ROW_UNKNOWN"]);
    expect(afterRule(endPlacement(END), placed).participation.state).toBe("ENROLLED");
    const two = { ...placed, placements: [PLACEMENT, { ...PLACEMENT, id: "p2" }] };
    expect(afterRule(endPlacement(END), two).participation.state).toBe("IN_PLACEMENT");
  });

  test("ends both halves of a hybrid one", () => {
    const hybrid = { taskCode: "A", paidTaskCode: "B", paidHoursPerWeek: 10 };
    const started = afterRule(startPlacement({ ...START, form: "HYBRID", hybrid }), ended);
    const [half] = started.placements.slice(1);
    const { participation, placements } = afterRule(
      endPlacement({ placementId: half?.id ?? "", endedOn: START.startedOn }),
      started,
    );
    expect([participation.state, ...placements.map(({ endedOn }) => endedOn)]).toEqual([
      "ENROLLED",
      "2019-04-30",
      "2019-05-01",
      "2019-05-01",
    ]);
  });
});

describe("correctPlacement", () => {
  const CORRECTION = { placementId: "p1", reasonCode: "WRONG_FACT" } as const;
  test.for<readonly [string, ParticipationFile, object, readonly string[]]>([
    ["the hours", placed, { hoursPerWeek: 37 }, []],
    ["to too many hours", placed, { hoursPerWeek: 37.5 }, ["HOURS_LIMIT"]],
    ["the end of one that goes on", placed, { endedOn: localDate("2019-05-01") }, ["OPEN_PLACEMENT"]],
    ["to an end before its start", ended, { endedOn: localDate("2019-03-31") }, ["DATE_ORDER"]],
    ["without a reason", placed, { reasonCode: null }, ["REASON_REQUIRED"]],
    ["of nobody", fileIn("ENROLLED"), {}, ["ROW_UNKNOWN"]],
  ])("%s", ([, file, input, codes]) => {
    expect(codesOf(correctPlacement({ ...CORRECTION, ...input }), file)).toEqual(codes);
  });
});
