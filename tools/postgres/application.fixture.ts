/**
 * An application for tests that must be killed: takes the data folder, starts its
 * cluster, prints what it got, or why not, as one line of JSON, and stays.
 */
import { startCluster } from "./cluster.ts";
import { lockFolder } from "./folder-lock.ts";

const dataDir = process.argv[2] ?? "";
try {
  const lock = lockFolder(dataDir, 4000);
  const cluster = await startCluster({ dataDir, durable: true });
  process.once("SIGTERM", async () => {
    await cluster.stop();
    lock.release();
    process.exit(0);
  });
  setInterval(() => undefined, 60_000);
  console.log(JSON.stringify({ adminUrl: cluster.adminUrl, port: cluster.port }));
} catch (error) {
  console.log(JSON.stringify({ error: (error as Error).message }));
  process.exitCode = 1;
}
