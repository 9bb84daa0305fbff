/** Documents and requests that are made to hurt, each with the code that it is refused with. One table for tests and for measuring. */

/** What of a graph the documents are made of. */
export type Target = Readonly<{
  /** A field of Query that gives an object, with its arguments. */
  root: string;
  /** A field of that object that gives an object of the same type again. */
  self: string;
  /** A plain field of that type. */
  leaf: string;
  type: string;
}>;

/** A request by POST; the body is what is sent, as JSON unless it is a text. */
export type HostileCase = Readonly<{ name: string; body: unknown; status: number; codes: readonly string[] }>;

const TOO_LARGE = ["OPERATION_TOO_LARGE", "GRAPHQL_VALIDATION_FAILED"];
const UNREADABLE = ["GRAPHQL_PARSE_FAILED", "GRAPHQL_VALIDATION_FAILED"];

const times = (count: number, text: (index: number) => string): string =>
  Array.from({ length: count }, (_, index) => text(index)).join(" ");

/** All of them. */
export function hostileCases(target: Target): readonly HostileCase[] {
  return [...documents(target), ...fragments(target), ...requests(target)];
}

function refused(name: string, query: string, codes: readonly string[] = TOO_LARGE, status = 400): HostileCase {
  return { name, body: { query }, status, codes };
}

function documents({ root, self, leaf }: Target): readonly HostileCase[] {
  const nested = (depth: number): string =>
    `{ ${root} ${`{ ${self} `.repeat(depth)} { ${leaf} } ${"}".repeat(depth + 1)}`;
  return [
    refused("17 levels", nested(16)),
    refused("200 levels", nested(200)),
    refused("1,900 levels", nested(1_900), [...TOO_LARGE, ...UNREADABLE]),
    refused("61 aliases", `{ ${root} { ${times(61, (at) => `v${at}: ${leaf}`)} } }`),
    refused("900 aliases", `{ ${root} { ${times(900, (at) => `v${at}: ${leaf}`)} } }`),
    refused("21 fields of Query", `{ ${times(21, (at) => `v${at}: ${root} { ${leaf} }`)} }`),
    refused("51 directives", `{ ${root} { ${leaf} ${times(51, () => "@skip(if: false)")} } }`),
    refused("10,000 directives", `{ ${root} { ${leaf} ${times(10_000, () => "@x")} } }`, UNREADABLE),
    refused("one field 5,000 times", `{ ${root} { ${times(5_000, () => leaf)} } }`, UNREADABLE),
    refused("one object 900 times", `{ ${root} { ${times(900, () => `${self} { ${leaf} }`)} } }`, [
      ...TOO_LARGE,
      ...UNREADABLE,
    ]),
    refused("one field 1,900 times", `{ ${root} { ${times(1_900, () => leaf)} } }`),
    refused("one field 230 times", `{ ${root} { ${times(230, () => leaf)} } }`),
    refused(
      "one field 900 times in parts",
      `{ ${root} { ${times(450, () => `... { ${leaf} }`)} ${times(450, () => `... { ${leaf} }`)} } }`,
    ),
    refused(
      "one object 30 times, in itself 30 times",
      `{ ${root} { ${times(30, () => `${self} { ${times(30, () => `${self} { ${leaf} }`)} }`)} } }`,
    ),
    refused("the same arguments 300 times", `{ ${root} { ${times(300, () => `${leaf} @skip(if: false)`)} } }`),
    refused("an unknown directive", `{ ${root} { ${leaf} @defer } }`, ["GRAPHQL_VALIDATION_FAILED"]),
    refused(
      "a list 2,000 deep",
      `query ($x: Int) { ${root} { ${leaf}(x: ${"[".repeat(2_000)}${"]".repeat(2_000)}) } }`,
      UNREADABLE,
    ),
    refused("100,000 tokens", `{ ${times(100_000, () => "a")} }`, UNREADABLE),
    refused("a name of 100,000 letters", `{ ${"a".repeat(100_000)} }`, UNREADABLE),
    refused("a subscription", `subscription { ${root} { ${leaf} } }`, ["GRAPHQL_VALIDATION_FAILED"]),
    refused("two operations and no name", "query A { __typename } query B { __typename }", [
      "OPERATION_RESOLUTION_FAILURE",
    ]),
    ...["__proto__", "constructor", "prototype", "toString", "hasOwnProperty", "__typename", "__x"].map((alias) =>
      refused(`the alias ${alias}`, `{ ${root} { ${alias}: ${leaf} } }`, [
        "ALIAS_REJECTED",
        "GRAPHQL_VALIDATION_FAILED",
      ]),
    ),
  ];
}

function fragments({ root, self, leaf, type }: Target): readonly HostileCase[] {
  const doubling = (levels: number, on: string): string => {
    const parts = times(
      levels,
      (at) => `fragment F${at} on ${on} { a: ${self} { ...F${at + 1} } b: ${self} { ...F${at + 1} } }`,
    );
    return `{ ${root} { ...F0 } } ${parts} fragment F${levels} on ${on} { ${leaf} }`;
  };
  const spreading = (levels: number): string =>
    `{ ${root} { ...F0 } } ${times(levels, (at) => `fragment F${at} on ${type} { ...F${at + 1} ...F${at + 1} }`)} fragment F${levels} on ${type} { ${leaf} }`;
  return [
    ...[6, 8, 11, 13].map((levels) => refused(`fragments doubled ${levels} times`, doubling(levels, type))),
    refused("fragments spread twice 30 times", spreading(30), [...TOO_LARGE, "GRAPHQL_VALIDATION_FAILED"]),
    refused("a fragment in itself", `{ ${root} { ...F } } fragment F on ${type} { ${self} { ...F } }`, TOO_LARGE),
    refused(
      "40 fragments in a circle",
      `{ ${root} { ...F0 } } ${times(40, (at) => `fragment F${at} on ${type} { ...F${(at + 1) % 40} ...F${(at + 7) % 40} }`)}`,
      TOO_LARGE,
    ),
    refused("a fragment that is not there", `{ ${root} { ...G } }`, ["GRAPHQL_VALIDATION_FAILED"]),
    refused(
      "51 fragments side by side",
      `{ ${root} { ${times(51, (at) => `...F${at}`)} } } ${times(51, (at) => `fragment F${at} on ${type} { ${leaf} ${self} { ${leaf} } }`)}`,
    ),
    refused(
      "40 fragments side by side, of many fields each",
      `{ ${root} { ${times(40, (at) => `...F${at}`)} } } ${times(40, (at) => `fragment F${at} on ${type} { ${times(20, () => leaf)} }`)}`,
    ),
    refused(
      "300 fragments side by side",
      `{ ${root} { ${times(300, (at) => `...F${at}`)} } } ${times(300, (at) => `fragment F${at} on ${type} { ${leaf} }`)}`,
    ),
    refused(
      "200 fragments that nobody uses",
      `{ ${root} { ${leaf} } } ${times(200, (at) => `fragment F${at} on ${type} { ${leaf} }`)}`,
      TOO_LARGE,
    ),
  ];
}

function requests({ root, self, leaf }: Target): readonly HostileCase[] {
  const plain = `{ ${root} { ${leaf} } }`;
  const deep = (levels: number): string => `${'{"a":'.repeat(levels)}1${"}".repeat(levels)}`;
  return [
    { name: "a list of operations", body: [{ query: plain }, { query: plain }], status: 400, codes: ["BAD_REQUEST"] },
    {
      name: "1,000 operations in a list",
      body: Array(1_000).fill({ query: plain }),
      status: 400,
      codes: ["BAD_REQUEST"],
    },
    { name: "variables as a list", body: { query: plain, variables: [] }, status: 400, codes: ["BAD_REQUEST"] },
    {
      name: "a variable of the wrong kind",
      body: { query: `query ($x: Boolean!) { ${root} { ${leaf} @skip(if: $x) } }`, variables: { x: { a: [1] } } },
      status: 400,
      codes: ["BAD_USER_INPUT"],
    },
    {
      name: "variables that nest 5,000 deep",
      body: `{"query": "query ($x: Boolean!) { ${root.replaceAll('"', '\\"')} { ${leaf} @skip(if: $x) } }", "variables": {"x": ${deep(5_000)}}}`,
      status: 400,
      codes: ["BAD_USER_INPUT", "BAD_REQUEST"],
    },
    {
      name: "a list of 200,000 values",
      body: { query: `query ($x: [String!]) { ${root} { ${leaf} } }`, variables: { x: Array(200_000).fill("a") } },
      status: 400,
      codes: ["BAD_REQUEST"],
    },
    {
      name: "a prototype in the body",
      body: '{"query": "{ a }", "__proto__": {"x": 1}}',
      status: 400,
      codes: ["BAD_REQUEST"],
    },
    {
      name: "a prototype in the variables",
      body: '{"query": "{ a }", "variables": {"__proto__": {}}}',
      status: 400,
      codes: ["BAD_REQUEST"],
    },
    {
      name: "a hash with a text to be learned",
      body: { query: plain, extensions: { persistedQuery: { version: 1, sha256Hash: "0".repeat(64) } } },
      status: 400,
      codes: ["CANNOT_SEND_PQ_ID_AND_BODY"],
    },
    {
      name: "a hash that nobody registered",
      body: { extensions: { persistedQuery: { version: 1, sha256Hash: "0".repeat(64) } } },
      status: 404,
      codes: ["PERSISTED_QUERY_NOT_IN_LIST"],
    },
    {
      name: "8 MB of variables that nest",
      body: `{"query": "${plain.replaceAll('"', '\\"')}", "variables": ${deep(1_300_000)}}`,
      status: 413,
      codes: ["BAD_REQUEST"],
    },
    {
      name: "1 MB of variables that nest",
      body: `{"query": "query ($x: Boolean!) { ${root.replaceAll('"', '\\"')} { ${leaf} @skip(if: $x) } }", "variables": {"x": ${deep(160_000)}}}`,
      status: 400,
      codes: ["BAD_REQUEST", "BAD_USER_INPUT"],
    },
    { name: "2 MB", body: { query: plain, x: "a".repeat(2_000_000) }, status: 413, codes: ["BAD_REQUEST"] },
    { name: "no document", body: { query: "" }, status: 400, codes: ["BAD_REQUEST"] },
    {
      name: `a name close to ${self}`,
      body: { query: `{ ${root} { ${self}x } }` },
      status: 400,
      codes: ["GRAPHQL_VALIDATION_FAILED"],
    },
  ];
}
