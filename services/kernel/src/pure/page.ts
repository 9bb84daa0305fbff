/**
 * Paging by keys: a page begins after the row that a cursor names, so that rows which come and go between two pages
 * neither repeat a row nor skip one.
 */
import { accept, type Decision, refuse } from "./decision.ts";

/** Which part of a list is asked for: `first` rows after the cursor `after`, or from the start. */
export type PageArguments = Readonly<{ first: number; after: string | null }>;

/** Why a page is refused. */
export type PageRefusal = "PAGE_SIZE" | "CURSOR_UNREADABLE" | "CURSOR_OTHER_LIST";

/** A keyed hash of a text, as HMAC with a secret of the service; pure code has no secrets. */
export type Mac = (text: string) => string;

/** A page of a list in the form of the Relay connections of the graph. */
export type Connection<Node> = Readonly<{
  edges: readonly Readonly<{ node: Node; cursor: string }>[];
  pageInfo: Readonly<{
    hasNextPage: boolean;
    hasPreviousPage: false;
    startCursor: string | null;
    endCursor: string | null;
  }>;
}>;

const VERSION = 1;
const LONGEST_CURSOR = 4_000;

/**
 * Reads the arguments of a list field; left out means `bounds.default` rows from the start.
 *
 * @refuses PAGE_SIZE
 */
export function readPage(
  input: Readonly<{ first?: number | null | undefined; after?: string | null | undefined }>,
  bounds: Readonly<{ max: number; default: number }>,
): Decision<PageArguments, "PAGE_SIZE"> {
  const first = input.first ?? bounds.default;
  if (!Number.isInteger(first) || first < 1 || first > bounds.max) {
    return refuse({ code: "PAGE_SIZE", message: `first is between 1 and ${bounds.max}`, field: ["first"] });
  }
  return accept({ first, after: input.after ?? null });
}

/**
 * The cursor of a row: an opaque text that only this list, with this filter and for this caller, takes back.
 *
 * Opaque is not secret: whoever decodes it can read `keys`, so they hold nothing that the caller may not see.
 *
 * @param keys    values of the sort columns, the unique one last
 * @param binding everything that makes the list: its name, sort, filter and the key of the viewer
 */
export function encodeCursor(keys: readonly string[], binding: string, mac: Mac): string {
  const list = listHash(binding, mac);
  return pack(JSON.stringify({ v: VERSION, keys, list, hash: cursorHash(keys, list, mac) }));
}

/**
 * The keys in a cursor that `encodeCursor` wrote for the same `binding`.
 *
 * @refuses CURSOR_UNREADABLE when we did not write it so; CURSOR_OTHER_LIST when we wrote it for another list
 */
export function decodeCursor(
  cursor: string,
  binding: string,
  mac: Mac,
): Decision<readonly string[], "CURSOR_UNREADABLE" | "CURSOR_OTHER_LIST"> {
  const content = unpack(cursor);
  if (content === null || content.hash !== cursorHash(content.keys, content.list, mac)) {
    const message = "after is no cursor of ours; ask for the list from the start";
    return refuse({ code: "CURSOR_UNREADABLE", message, field: ["after"] });
  }
  if (content.list !== listHash(binding, mac)) {
    const message = "after belongs to another list, filter or caller; ask for this list from the start";
    return refuse({ code: "CURSOR_OTHER_LIST", message, field: ["after"] });
  }
  return accept(content.keys);
}

/**
 * The page of `first` rows as a connection.
 *
 * @param rows     in order; the query asked for `first + 1`, and the one too many says that there is a next page
 * @param cursorOf the cursor of a row, as `encodeCursor` makes it
 */
export function connectionOf<Node>(
  rows: readonly Node[],
  first: number,
  cursorOf: (row: Node) => string,
): Connection<Node> {
  // Sealing a cursor costs more than reading a row, and most callers ask for the last one alone: each is made when asked.
  const edges = rows.slice(0, first).map((node) => ({
    node,
    get cursor() {
      return cursorOf(node);
    },
  }));
  return {
    edges,
    pageInfo: {
      hasNextPage: rows.length > first,
      hasPreviousPage: false,
      get startCursor() {
        return edges.at(0)?.cursor ?? null;
      },
      get endCursor() {
        return edges.at(-1)?.cursor ?? null;
      },
    },
  };
}

type CursorContent = Readonly<{ keys: readonly string[]; list: string; hash: string }>;

function listHash(binding: string, mac: Mac): string {
  return mac(`list:${binding}`);
}

function cursorHash(keys: readonly string[], list: string, mac: Mac): string {
  return mac(`cursor:${JSON.stringify([VERSION, keys, list])}`);
}

function pack(text: string): string {
  return Buffer.from(text, "utf8").toString("base64url");
}

function unpack(cursor: string): CursorContent | null {
  if (cursor.length > LONGEST_CURSOR) return null;
  const text = Buffer.from(cursor, "base64url").toString("utf8");
  if (pack(text) !== cursor) return null;
  try {
    const content: unknown = JSON.parse(text);
    return isCursorContent(content) ? content : null;
  } catch {
    return null;
  }
}

function isCursorContent(content: unknown): content is CursorContent {
  if (typeof content !== "object" || content === null) return false;
  const { v, keys, list, hash } = content as Record<string, unknown>;
  return (
    v === VERSION &&
    Array.isArray(keys) &&
    keys.every((key) => typeof key === "string") &&
    typeof list === "string" &&
    typeof hash === "string"
  );
}
