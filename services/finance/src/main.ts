import { isMainThread } from "node:worker_threads";
import { runService } from "@inclusion/kernel/runtime";
import { service } from "./service.ts";

// In a compiled program the thread of a simulation runs this file too; see `simulation-worker.ts`.
if (isMainThread) await runService(service);
