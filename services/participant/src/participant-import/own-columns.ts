/** The two columns that a returned file has more than the one that came. Pure. */
import { fold } from "./terms.ts";

/** Their names, in their order. */
export const OWN_COLUMNS = ["fejl_kode", "fejl_tekst"] as const;

/** Whether a header is one of ours: a file that was returned may be mended and sent again. */
export function isOwnColumn(name: string): boolean {
  return OWN_COLUMNS.some((own) => fold(own) === fold(name));
}
