/** Organisations, as the partnership service tells them: which id is one, and which one it was found to be. Pure. */
import { isId } from "@inclusion/kernel";

/**
 * Organisations that a request names and that are known, each with the one that it was found to be: itself, or the
 * survivor of a merger, which is one of them.
 */
export type KnownOrganisations = ReadonlyMap<string, string>;

/** What was looked up for a request. */
type Looked = Readonly<{ organisations?: KnownOrganisations | undefined }>;

/** Whether the id is an organisation's; where none was looked up, the form of the id is all that is judged. */
export function isOrganisation({ organisations }: Looked, id: string): boolean {
  return isId(id) && (organisations === undefined || organisations.has(id.toLowerCase()));
}

/** The organisation that this one was found to be; itself when nothing else is known. */
export function survivorOf({ organisations }: Looked, id: string): string {
  return organisations?.get(id.toLowerCase()) ?? id;
}
