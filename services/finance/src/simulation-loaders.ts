import { type BaseContext, rowLoader, rowsLoader } from "@inclusion/kernel/runtime";
import { findJobs, findLastJobs } from "./job/job.repository.ts";
import { findDecisions, findDecisionsOfProgrammes } from "./municipal-decision/municipal-decision.repository.ts";
import { listWorkFiles, type WorkFilesAsked } from "./pathway/pathway.repository.ts";
import { findSimulations, findSimulationTexts } from "./simulation/simulation.repository.ts";

/** Loaders of simulations and of what rests on them. */
export function simulationLoaders({ reader, viewer }: BaseContext) {
  const byId = ({ id }: Readonly<{ id: string }>): string => id;
  return {
    simulation: rowLoader(async (ids: readonly string[]) => findSimulations(await reader(), ids), byId),
    simulationTexts: rowLoader(async (ids: readonly string[]) => findSimulationTexts(await reader(), ids), byId),
    job: rowLoader(async (ids: readonly string[]) => findJobs(await reader(), ids), byId),
    lastJob: rowLoader(
      async (ids: readonly string[]) => findLastJobs(await reader(), ids),
      ({ subjectId }) => subjectId,
    ),
    decision: rowLoader(async (ids: readonly string[]) => findDecisions(await reader(), ids), byId),
    decisionsOfProgramme: rowsLoader(
      async (ids: readonly string[]) => findDecisionsOfProgrammes(await reader(), ids),
      ({ programmeId }) => programmeId,
    ),
    /** Participations of a period with their work; one period at a time is asked for, so there is nothing to gather. */
    workFiles: async (asked: WorkFilesAsked) => listWorkFiles(await reader(), asked),
    /** Codes of the municipalities within the viewer's limits; null is all of them. */
    visibleMunicipalities: async (): Promise<ReadonlySet<string> | null> => {
      if (viewer.limits.municipalities === null && viewer.limits.regions === null) return null;
      const [row] = await (await reader()).query<{ codes: string[] | null }>(
        "SELECT finance.visible_municipalities() AS codes",
      );
      return new Set(row?.codes ?? []);
    },
  };
}
