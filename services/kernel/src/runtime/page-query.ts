import {
  type Connection,
  connectionOf,
  decodeCursor,
  encodeCursor,
  type Refusal,
  readPage,
  viewerKey,
} from "../pure/index.ts";
import type { BaseContext } from "./context.ts";
import { Fault } from "./errors.ts";

/** What a client says of the page it wants. */
export type PageArguments = Readonly<{ first?: number | null | undefined; after?: string | null | undefined }>;

/** A page as a Relay connection, with `nodes` beside `edges`. */
export type Page<Row> = Connection<Row> & Readonly<{ nodes: readonly Row[] }>;

/** A list that is walked page by page. */
export type PagedList<Row> = Readonly<{
  /** Name and filter of the list: cursors of another one are refused. */
  list: string;
  /** Values of the sort columns, the unique one last. */
  keysOf: (row: Row) => readonly string[];
  /** Rows in order, at most `limit`, that come after the keys, or from the start. */
  fetch: (after: readonly string[] | null, limit: number) => Promise<readonly Row[]>;
}> &
  PageArguments;

const BOUNDS = { max: 100, default: 20 };

/**
 * One page of a list.
 *
 * @throws Fault BAD_USER_INPUT for a size or a cursor that cannot be used
 */
export async function queryPage<Row>(
  { viewer, mac }: BaseContext,
  { list, first, after, keysOf, fetch }: PagedList<Row>,
): Promise<Page<Row>> {
  const binding = `${list} ${viewerKey(viewer)}`;
  const page = readPage({ first, after }, BOUNDS);
  if (!page.ok) throw badPage(page.refusals[0]);
  const keys = page.value.after === null ? null : decodeCursor(page.value.after, binding, mac);
  if (keys !== null && !keys.ok) throw badPage(keys.refusals[0]);
  const rows = await fetch(keys === null ? null : keys.value, page.value.first + 1);
  const connection = connectionOf(rows, page.value.first, (row) => encodeCursor(keysOf(row), binding, mac));
  return { ...connection, nodes: connection.edges.map(({ node }) => node) };
}

function badPage({ code, message, field }: Refusal): Fault {
  return new Fault("BAD_USER_INPUT", message, { reason: code, argument: field?.[0] });
}
