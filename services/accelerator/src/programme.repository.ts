/** Which programmes this service has been told of. */
import { knownProgrammes } from "@inclusion/kernel/runtime";

export const programmes = knownProgrammes("accelerator");
