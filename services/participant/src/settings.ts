import { isFieldKeys } from "@inclusion/kernel/field-keys";
import { z } from "zod";

const KEYS_WANTED = "give a secret of at least 32 letters and digits, or several as 2:<secret>,1:<secret>";

/** Settings of this service's own. */
export const settings = {
  IDENTITY_KEYS: z.string({ error: KEYS_WANTED }).refine(isFieldKeys, { error: KEYS_WANTED }),
  ALLOW_REPLACEMENT_CPR: z.enum(["yes", "no"], { error: "give yes or no" }).default("yes"),
} as const;
