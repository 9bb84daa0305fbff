/** Programmes as finance hears of them. */
import { randomUUID } from "node:crypto";
import { systemViewer } from "@inclusion/kernel";
import { type Service, unitOfWork } from "@inclusion/kernel/runtime";
import { handlers } from "./facts.ts";

/** Tells of a programme whose sheet names no money, and gives its id. */
export async function toldProgramme(
  { database }: Pick<Service, "database">,
  programmeId: string = randomUUID(),
): Promise<string> {
  const payload = {
    ...{ programmeId, readOn: "2019-01-01", currency: "DKK", startsOn: null, endsOn: null },
    ...{ eligibleTotalMinor: null, eligibleTotalDerived: false, parts: [] },
  };
  const fact = { position: "1", id: randomUUID(), type: "SheetRead", version: 1, subject: programmeId, payload };
  await unitOfWork(database, systemViewer("finance"), "test", async (tx) => {
    await handlers.partnership?.SheetRead?.(tx, fact);
  });
  return programmeId;
}
