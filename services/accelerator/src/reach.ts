/**
 * Whether the viewer's limits leave anything that is counted here. Pure.
 *
 * An empty limit lets no row be seen, so that every count would be 0: a number of companies that there are not, where it
 * is only the viewer who sees none. Such a viewer is told no number at all.
 */
import type { Viewer } from "@inclusion/kernel";

/** Whether everything that is counted of companies lies outside of the viewer's limits. */
export function isOutside({ limits }: Pick<Viewer, "limits">): boolean {
  const { programmes, municipalities, regions, organisations, courses } = limits;
  const isSomewhere = municipalities === null && regions === null;
  const hasPlace = isSomewhere || (municipalities ?? []).length > 0 || (regions ?? []).length > 0;
  // Ordinary companies have no course: whom the token names are seen without any.
  const hasCompany = organisations === null ? courses?.length !== 0 : organisations.length > 0;
  return programmes?.length === 0 || !hasPlace || !hasCompany;
}

/** What `count` gives, or null for a viewer outside of whose limits everything lies. */
export async function countWithin<Answer>(
  { viewer }: Readonly<{ viewer: Pick<Viewer, "limits"> }>,
  count: () => Promise<Answer>,
): Promise<Answer | null> {
  return isOutside(viewer) ? null : count();
}
