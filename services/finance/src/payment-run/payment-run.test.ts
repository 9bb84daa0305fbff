import { localDate } from "@inclusion/kernel";
import { expect, test } from "vitest";
import { type PaymentRun, reasonsAgainstRun } from "./payment-run.ts";

const run = (from: string, to: string): PaymentRun => ({
  ...{ id: from, programmeId: "p", periodFrom: localDate(from), periodTo: localDate(to), isOpen: true, version: 1 },
});
const codes = (...[asked, ...others]: [PaymentRun, ...PaymentRun[]]) =>
  reasonsAgainstRun(asked, others).map(({ code }) => code);

test("runs of a programme share no day", () => {
  const spring = run("2021-01-01", "2021-06-30");
  expect(codes(run("2021-07-01", "2021-12-31"), spring)).toEqual([]);
  expect(codes(run("2021-06-30", "2021-12-31"), spring)).toEqual(["RUN_OVERLAP"]);
  expect(codes(run("2020-01-01", "2021-01-01"), spring)).toEqual(["RUN_OVERLAP"]);
  expect(codes(run("2020-01-01", "2020-12-31"), spring)).toEqual([]);
});

test("a run ends on its first day or later", () => {
  expect(codes(run("2021-01-01", "2021-01-01"))).toEqual([]);
  expect(codes(run("2021-01-02", "2021-01-01"))).toEqual(["DATE_ORDER"]);
});
