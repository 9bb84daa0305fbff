/** On which days a company is registered as a social enterprise (RSV). Pure. */
import { addDays, localDate } from "@inclusion/kernel";

type Registration = Readonly<{ from: string; until: string | null }>;

/**
 * The days of registrations as PostgreSQL writes them: `{[2018-02-15,2018-11-17)}`. Registrations that follow each other
 * from one day to the next are one, once they are stored: nothing lapsed between them.
 */
export function registeredDays(registrations: readonly Registration[]): string {
  const spans = registrations.map(({ from, until }) => {
    return `[${from},${until === null ? "" : addDays(localDate(until), 1)})`;
  });
  return `{${spans.join(",")}}`;
}
