/** A process that runs a simulation and may be killed: `node simulation-runner.fixture.ts <database> <simulation>`. */
import { createLogger, openService } from "@inclusion/kernel/runtime";
import { viewerWith } from "@inclusion/kernel/testing";
import { service } from "./service.ts";

const [databaseUrl = "", simulationId = ""] = process.argv.slice(2);
const opened = await openService(service, {
  ...{ databaseUrl, cursorKey: "a key for tests that is long enough", log: createLogger("test", "error") },
});
const query = `mutation($input: SimulationRunInput!) { simulationRun(input: $input) { job { id } refusals { code } } }`;
const viewer = viewerWith("simulations:read", "simulations:write");
const { data } = await opened.execute(
  { query, variables: { input: { simulationId } } },
  { viewer, requestId: "fixture" },
);
console.log(JSON.stringify(data));
