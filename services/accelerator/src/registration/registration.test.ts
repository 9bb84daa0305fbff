import { expect, test } from "vitest";
import { registeredDays } from "./registration.ts";

test.for([
  { registrations: [], days: "{}" },
  { registrations: [{ from: "2018-02-15", until: null }], days: "{[2018-02-15,)}" },
  { registrations: [{ from: "2018-02-15", until: "2018-02-28" }], days: "{[2018-02-15,2018-03-01)}" },
  {
    registrations: [
      { from: "2018-02-15", until: "2018-11-16" },
      { from: "2020-05-09", until: null },
    ],
    days: "{[2018-02-15,2018-11-17),[2020-05-09,)}",
  },
])("$registrations are the days $days", ({ registrations, days }) => {
  expect(registeredDays(registrations)).toBe(days);
});
