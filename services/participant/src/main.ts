import { runService } from "@inclusion/kernel/runtime";
import { service } from "./service.ts";

await runService(service);
