/** Conditions of a statement with their parameters, so that no value of a request becomes part of the SQL. Pure. */
import { isId } from "@inclusion/kernel";

/** Collects conditions that must all hold; `$1` and so on are the parameters. */
export type Conditions = Readonly<{
  parameters: readonly unknown[];
  /** The place of a new parameter, as `$3`. */
  place: (value: unknown) => string;
  /** Adds a condition, when there is a value; the condition is given the value's place. */
  when: <Value>(value: Value | null | undefined, condition: (place: string) => string) => void;
  /** Like `when` for an id; what is no id fits no row. */
  whenId: (value: string | null | undefined, condition: (place: string) => string) => void;
  /** Adds a condition that holds, or does not hold, as the value says. */
  whether: (value: boolean | null | undefined, condition: string) => void;
  /** All conditions as SQL. */
  sql: () => string;
}>;

/** No condition yet; `parameters` are the first ones. */
export function conditions(...first: readonly unknown[]): Conditions {
  const parameters: unknown[] = [...first];
  const parts: string[] = [];
  const place = (value: unknown): string => `$${parameters.push(value)}`;
  return {
    parameters,
    place,
    when: (value, condition) => {
      if (value != null) parts.push(condition(place(value)));
    },
    whenId: (value, condition) => {
      if (value != null) parts.push(isId(value) ? condition(`${place(value)}::uuid`) : "false");
    },
    whether: (value, condition) => {
      if (value != null) parts.push(value ? condition : `NOT (${condition})`);
    },
    sql: () => (parts.length === 0 ? "true" : parts.join(" AND ")),
  };
}

/** A filter as a text that is the same for the same filter: what cursors are bound to. */
export function filterKey(filter: unknown): string {
  if (filter === null || typeof filter !== "object") return JSON.stringify(filter ?? null);
  if (Array.isArray(filter)) return `[${filter.map(filterKey).sort().join(",")}]`;
  const parts = Object.entries(filter)
    .filter(([, value]) => value != null)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${parts.map(([name, value]) => `${name}:${filterKey(value)}`).join(",")}}`;
}
