/**
 * Foreign keys that hold the limits of both rows. PostgreSQL looks up what a key names without any row policy: a key on
 * the id alone is satisfied by a row that its writer may not see, and so tells that the row is there.
 */
import { unforced } from "./ddl.ts";

/** A key from one table to another of the same schema. */
export type LimitedKey = Readonly<{
  /** The name of the key that is there, which the new one takes. */
  name: string;
  child: string;
  columns: readonly string[];
  parent: string;
  /** The columns of the parent that `columns` name; `id` when left out. */
  named?: readonly string[];
  /** Columns of both tables by which rows are seen, and that no row lacks. */
  limits: readonly string[];
  /** Columns of both tables by which rows are seen, and that a row of all places, or of no course, lacks. */
  limitsIfAny?: readonly string[];
}>;

/**
 * Replaces keys by ones that hold the limits. A column that a row may lack stands in a second key, which holds for the
 * rows that have it: a row above that lacks it is then named by no row below that has it.
 */
export function limitedKeys(schema: string, keys: readonly LimitedKey[]): string[] {
  const tables = [...new Set(keys.flatMap(({ child, parent }) => [child, parent]))];
  const uniques = new Map(keys.flatMap((key) => variantsOf(key).map((each) => [`${key.parent}(${each.named})`, each])));
  return unforced(schema, tables, [
    ...[...uniques.values()].map(
      ({ parent, named }, at) =>
        `ALTER TABLE ${schema}.${parent} ADD CONSTRAINT ${parent}_limits_${at + 1} UNIQUE (${named.join(", ")})`,
    ),
    ...keys.flatMap((key) => [
      `ALTER TABLE ${schema}.${key.child} DROP CONSTRAINT ${key.name}`,
      ...variantsOf(key).map(
        ({ name, columns, named }) =>
          `ALTER TABLE ${schema}.${key.child} ADD CONSTRAINT ${name} FOREIGN KEY (${columns.join(", ")})
             REFERENCES ${schema}.${key.parent} (${named.join(", ")})`,
      ),
    ]),
  ]);
}

function variantsOf({ name, columns, parent, named = ["id"], limits, limitsIfAny = [] }: LimitedKey) {
  const all = [...limits, ...limitsIfAny];
  const variant = (as: string, held: readonly string[]) => ({
    ...{ name: as, parent },
    columns: [...columns, ...held.filter((column) => !columns.includes(column))],
    named: [...named, ...held.filter((column) => !named.includes(column))],
  });
  return limitsIfAny.length === 0 ? [variant(name, all)] : [variant(name, limits), variant(`${name}_if_any`, all)];
}
