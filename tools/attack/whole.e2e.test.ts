import { UNLIMITED } from "@inclusion/kernel";
import { wholeGraph } from "@inclusion/schema/whole-graph";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { type SeededSystem, startSeededSystem } from "../e2e/seeded-system.ts";
import { type Connection, withConnection } from "../postgres/connection.ts";
import { isOpen, wantedByField } from "./access-in-sdl.ts";
import { type Asking, askingAt } from "./asking.ts";
import { type Caller, demoCallers, NOBODY, signer } from "./callers.ts";
import { canariesIn, type Marked, markTexts, municipalitiesOf, strayIn } from "./canaries.ts";
import { fieldsWithArguments, INJECTIONS, injector, TELLTALE } from "./injections.ts";
import { fingerprint, type Mutation, mutationsOf, NO_ROW, rowOf, tableOf } from "./mutations.ts";
import { argumentsFrom, PROGRAMME, readSamples, type Samples } from "./samples.ts";
import { askTables, hiddenApart, readTogether } from "./tables.ts";
import { type Walked, walk } from "./walker.ts";

// Thousands of operations: long on a machine that does other work, and no measure of anything.
vi.setConfig({ testTimeout: 400_000 });

const { schema, access } = wholeGraph();
const wanted = wantedByField();
/** Everything that is written to standard error while the system is attacked: its log. */
const logged: string[] = [];
const write = process.stderr.write.bind(process.stderr);

let system: SeededSystem;
let asking: Asking;
let callers: readonly Caller[];
let everything: Caller;
let samples: Samples;
let marked: Marked;

/** A row of every table that ids lead to, by what limits it. */
async function rowsOfTables(limitedBy: string | null): Promise<ReadonlyMap<string, string | null>> {
  const named = mutationsOf(schema).flatMap(({ name, ids }) => ids.map((id) => tableOf(name, id)));
  return admin(async (connection) => {
    const rows = new Map<string, string | null>();
    for (const table of new Set(named)) {
      if (table !== null) rows.set(table, await rowOf(connection, table, limitedBy));
    }
    return rows;
  });
}

const admin = <Result>(work: (connection: Connection) => Promise<Result>) =>
  withConnection(system.database.adminUrl, work);

beforeAll(async () => {
  process.stderr.write = ((text: string) => logged.push(String(text)) > 0) as typeof process.stderr.write;
  system = await startSeededSystem();
  marked = await admin(markTexts);
  samples = await admin((connection) => readSamples(connection));
  asking = askingAt(system.url);
  const sign = await signer(system.dataDir);
  callers = [...(await demoCallers(system, sign)), NOBODY];
  const scopes = [...new Set([...wanted.values()].flat(2))].filter((scope) => scope !== "system");
  everything = await sign({ name: "everything", scopes, limits: UNLIMITED });
}, 300_000);
afterAll(async () => {
  process.stderr.write = write;
  await system?.stop();
});

/** Refused beyond what `@access` says, and why. */
const STRICTER: readonly (readonly [RegExp, string])[] = [
  [
    /^(IndicatorFigure\.participations|IndicatorChanges\.entries) .* sensitive:read\.$/,
    "rows behind a sensitive figure",
  ],
];
/** Types of the graph that the seed has nothing of: their fields are asked by the tests of their nouns. */
const MOST_UNMET = 61;

/** So many callers at once: more would wait for each other's connections. */
const AT_ONCE = 3;

const walkAs = (caller: Caller, of: Samples): Promise<Walked> =>
  walk({
    ...{ schema, wanted, scopes: caller.scopes, argumentsOf: argumentsFrom(of) },
    ask: (query) => asking.ask(caller, query),
  });

const beyond = ({ faults }: Walked): readonly string[] =>
  faults.filter((fault) => !STRICTER.some(([known]) => known.test(fault)));

describe("every field of the graph", () => {
  test("is read by the gateway as its service's file says it", () => {
    expect(Object.fromEntries(access)).toEqual(Object.fromEntries(wanted));
  });

  test("answers whoever holds every scope", async () => {
    const walked = await walkAs(everything, samples);
    expect(walked.faults).toEqual([]);
    expect(walked.refused.size).toBe(0);
    const unmet = Object.values(schema.getTypeMap()).filter(
      ({ name, astNode }) =>
        astNode?.kind === "ObjectTypeDefinition" &&
        !/__|^(Query|Mutation)$|(Payload|Refusal)$/.test(name) &&
        !walked.types.has(name),
    );
    expect(unmet.length, unmet.map(({ name }) => name).join(" ")).toBeLessThanOrEqual(MOST_UNMET);
  });

  test("answers each role what it may read, and refuses it the rest by name", async () => {
    const walks: Readonly<{ caller: Caller; walked: Walked }>[] = [];
    for (let at = 0; at < callers.length; at += AT_ONCE) {
      const some = callers.slice(at, at + AT_ONCE);
      walks.push(
        ...(await Promise.all(some.map(async (caller) => ({ caller, walked: await walkAs(caller, samples) })))),
      );
    }
    for (const { caller, walked } of walks) {
      expect(beyond(walked), caller.name).toEqual([]);
      expect(walked.answered.size, caller.name).toBeGreaterThan(200);
      expect(walked.refused.size, caller.name).toBeGreaterThan(10);
    }
  });

  test("is asked of rows that are somebody else's", async () => {
    const foreign = await admin((connection) => readSamples(connection, 3));
    const roots = Object.values(schema.getQueryType()?.getFields() ?? {}).filter(({ args }) =>
      args.some(({ name }) => name === "id"),
    );
    const told = new Map<string, number>();
    for (const caller of callers.filter(({ token }) => token !== null)) {
      for (const field of roots) {
        const text = await asking.askText(caller, `{ ${field.name}${argumentsFrom(foreign)("Query", field)} { id } }`);
        if (text.includes(`"${field.name}":{"id"`)) told.set(field.name, (told.get(field.name) ?? 0) + 1);
      }
    }
    expect(told.get("organisation")).toBe(callers.length - 1);
    expect(told.get("companyCourse")).toBeLessThan(callers.length - 3);
  });
});

describe("a mark of every row", () => {
  test("stands in every free text, or it is told why not", () => {
    expect(marked.marked.length).toBeGreaterThan(150);
    const unexplained = marked.left.filter(({ why }) => why !== "a code" && !/check constraint/.test(why));
    expect(unexplained).toEqual([]);
  });

  test("reaches nobody outside its scope, by answer or by log", async () => {
    const strays: string[] = [];
    for (const caller of callers) {
      const within = await admin((connection) => municipalitiesOf(connection, caller.limits));
      for (const { query, text } of asking.heard.filter((heard) => heard.caller === caller)) {
        for (const { text: mark } of strayIn(text, caller.limits, within))
          strays.push(`${caller.name}: ${mark} ${query}`);
      }
    }
    expect(strays).toEqual([]);
    expect(logged.join("").match(/zx\.[a-z]+\.[a-z_]+/g) ?? []).toEqual([]);
  });

  test("reaches those inside it, so that this can fail", async () => {
    const seen = (name: string): number =>
      asking.heard.filter(({ caller }) => caller.name === name).flatMap(({ text }) => canariesIn(text)).length;
    for (const { name } of callers) expect(seen(name), name).toBeGreaterThan(0);
    const within = new Set(["0101"]);
    const mine = asking.heard.filter(({ caller }) => caller.name === "caseworker");
    const limits = { ...UNLIMITED, municipalities: ["0101"] };
    expect(mine.flatMap(({ text }) => strayIn(text, limits, within)).length).toBeGreaterThan(0);
  });
});

describe("a reader who has every table", () => {
  test.each([
    ["everywhere", UNLIMITED],
    ["one region", { ...UNLIMITED, municipalities: [], regions: ["1082"] }],
    ["one municipality", { ...UNLIMITED, municipalities: ["0169"], regions: [] }],
  ])("finds out no small number: %s", async (name, limits) => {
    const sign = await signer(system.dataDir);
    const scopes = ["programmes:read", "indicators:read"];
    const reader = await sign({ name: `reader ${name}`, scopes, limits });
    const seer = await sign({
      name: `seer ${name}`,
      scopes: [...scopes, "participations:read", "sensitive:read"],
      limits,
    });
    const tables = (caller: Caller) => askTables((query) => asking.ask(caller, query), PROGRAMME, "3B.1");
    const truth = await tables(seer);
    const found = readTogether(await tables(reader), truth);
    expect(found.hidden).toBeGreaterThan(10);
    expect(found.determined).toEqual([]);
    expect(readTogether(hiddenApart(truth), truth).determined.length).toBeGreaterThan(10);
  });
});

describe("every mutation", () => {
  const mutations = mutationsOf(schema);
  const isClosed = ({ name }: Mutation, { scopes }: Caller) => !isOpen(wanted, `Mutation.${name}`, scopes);

  /** Whoever holds its scope may carry it out whatever rows it sees: it looks at all. */
  const OF_NO_ROW = new Set(["listingMarkStale"]);

  test("is refused to whoever lacks its scope, by its service, and changes nothing", async () => {
    const before = await admin(fingerprint);
    const transport = system.together?.transport;
    let asked = 0;
    for (const { name, scopes, limits } of callers) {
      const viewer = { subject: name, name, roles: [], scopes: [...scopes], limits, documentsOnly: false };
      const caller = { viewer: { ...viewer, fixedPeriodsOnly: false, expiresAt: null }, requestId: "attack" };
      for (const mutation of mutations.filter((each) => isClosed(each, { scopes } as Caller))) {
        const operation = { query: mutation.query, variables: { input: mutation.input } };
        const told = await transport?.execute(mutation.service, operation, caller);
        expect(
          told?.errors?.map(({ extensions, path }) => [extensions?.code, path]),
          mutation.name,
        ).toEqual([["FORBIDDEN_FIELD", [mutation.name]]]);
        expect(told?.data ?? null).toBeNull();
        asked += 1;
      }
    }
    expect(asked).toBeGreaterThan(mutations.length * 10);
    expect(await admin(fingerprint)).toEqual(before);
  });

  test("is refused at the gateway too, in one form", async () => {
    for (const [index, mutation] of mutations.entries()) {
      const lacking = callers.filter((each) => isClosed(mutation, each) && each.token !== null);
      for (const caller of [NOBODY, lacking[index % lacking.length] ?? NOBODY]) {
        const { status, data, errors } = await asking.ask(caller, mutation.query, { input: mutation.input });
        const code = caller === NOBODY ? "UNAUTHENTICATED" : "FORBIDDEN_FIELD";
        expect([mutation.name, status, data, errors.map(({ extensions }) => extensions.code)]).toEqual([
          ...[mutation.name, caller === NOBODY ? 401 : 200, null, [code]],
        ]);
      }
    }
  });

  test.each([
    [
      "may see no row at all",
      { municipalities: [], regions: [], programmes: [], organisations: [], courses: [], grants: [] },
      null,
    ],
    ["may see no municipality", { ...UNLIMITED, municipalities: [], regions: [] }, "municipality_code"],
  ] as const)("says of a row that is there what it says of none, to whoever %s", async (name, limits, limitedBy) => {
    const sign = await signer(system.dataDir);
    const blind = await sign({ name, scopes: [...everything.scopes], limits });
    const before = await admin(fingerprint);
    const differing: string[] = [];
    const rows = await rowsOfTables(limitedBy);
    let compared = 0;
    for (const mutation of mutations.filter((each) => !OF_NO_ROW.has(each.name))) {
      const base = await asking.askText(blind, mutation.query, { input: mutation.input });
      if (TELLTALE.test(base)) differing.push(`${mutation.name}: ${base}`);
      for (const id of mutation.ids) {
        const table = tableOf(mutation.name, id);
        const row = table === null || table === "finance.cost_line" ? null : (rows.get(table) ?? null);
        if (row === null) continue;
        const given = Array.isArray(mutation.input[id]) ? [row] : row;
        const text = await asking.askText(blind, mutation.query, { input: { ...mutation.input, [id]: given } });
        compared += 1;
        if (text.replaceAll(row, NO_ROW) !== base) differing.push(`${mutation.name} ${id}: ${text} / ${base}`);
      }
    }
    expect(differing).toEqual([]);
    expect(compared).toBeGreaterThan(100);
    if (limitedBy === null) expect(await admin(fingerprint)).toEqual(before);
  });
});

describe("texts that break things", () => {
  test("are taken as texts or refused, through every argument", async () => {
    let at = 0;
    const known = await rowsOfTables(null);
    const bad: string[] = [];
    const send = async (name: string, query: string, variables: object): Promise<void> => {
      const text = await asking.askText(everything, query, variables);
      if (TELLTALE.test(text)) bad.push(`${name} ${text.slice(0, 300)} ${JSON.stringify(variables).slice(0, 500)}`);
    };
    for (const field of fieldsWithArguments(schema, PROGRAMME)) {
      for (const only of field.args) {
        const given = field.args.filter((each) => each === only || String(each.type).endsWith("!"));
        const inject = injector(at++);
        await send(
          field.name,
          field.query,
          Object.fromEntries(given.map(({ name, type }) => [name, inject(type, () => null)])),
        );
      }
    }
    for (const mutation of mutationsOf(schema)) {
      const [argument] = schema.getMutationType()?.getFields()[mutation.name]?.args ?? [];
      const rows = new Map<string, string>([
        ["idempotencyKey", `attack-${mutation.name}`],
        ["programmeId", samples.programme],
      ]);
      for (const id of mutation.ids) {
        const table = tableOf(mutation.name, id);
        const row = table === null ? samples.organisation : (known.get(table) ?? null);
        if (row !== null && !rows.has(id)) rows.set(id, row);
      }
      for (const own of [(id: string) => rows.get(id) ?? null, () => null]) {
        if (argument !== undefined)
          await send(mutation.name, mutation.query, { input: injector(at)(argument.type, own) });
        at += 7;
      }
    }
    expect(bad).toEqual([]);
    expect(INJECTIONS.length).toBeGreaterThanOrEqual(200);
    expect(at).toBeGreaterThan(INJECTIONS.length);
  });

  test("leave the log one JSON object a line, without a number that looks like a person's", () => {
    const lines = logged
      .join("")
      .split("\n")
      .filter((line) => line !== "" && !/Warning|trace-deprecation/.test(line));
    for (const line of lines) expect(() => JSON.parse(line), line).not.toThrow();
    expect(logged.join("")).not.toMatch(/610190-?9995/);
  });
});
