/** A small graph of two services behind a transport of its own, to ask the gateway real questions. */
import { createHash } from "node:crypto";
import { composeServices } from "@apollo/composition";
import { ANYONE, UNLIMITED, type Viewer } from "@inclusion/kernel";
import {
  buildSubgraph,
  type Caller,
  createLogger,
  danishOf,
  documentCache,
  Fault,
  type Operation,
  publicError,
  type ResolverMap,
  type Runnable,
  runOperation,
  type Transport,
} from "@inclusion/kernel/runtime";
import { type ExecutionResult, GraphQLError, parse } from "graphql";
import { type Gateway, type GatewaySettings, type Manifest, openGateway } from "../src/gateway.ts";

const HEAD = `
  extend schema
    @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@requires", "@external", "@inaccessible", "@composeDirective"])
    @link(url: "https://inclusion-graph.dk/access/v1.0", import: ["@access"])
    @composeDirective(name: "@access")
  directive @access(scope: [[String!]!]!) on FIELD_DEFINITION | OBJECT
`;

const PARTICIPANT = `${HEAD}
  interface Named { name: String }
  type Participant implements Named @key(fields: "id") {
    id: ID!
    name: String
    nick: String
    note: String
    region: String
    txt: String
    secretFlag: String @inaccessible
    org: Org
    otherOrg: Org
    boss: Participant
    diary: Diary
    home(area: Area): String
  }
  type Org { region: String }
  type Diary @access(scope: [["diary:read"]]) { id: ID! text: String open: String @access(scope: [["public"]]) }
  type Secret implements Named @access(scope: [["secret:read"]]) { id: ID! name: String }
  enum Area { FYN NORDJYLLAND }
  type Query {
    participants: [Participant!] @access(scope: [["public"]])
    participant(id: ID!): Participant @access(scope: [["public"]])
    named: [Named] @access(scope: [["public"]])
    whoami: String @access(scope: [["public"]])
    mine: String @access(scope: [["signed-in"]])
    bug: String @access(scope: [["public"]])
    slow: String @access(scope: [["public"]])
    must: String! @access(scope: [["public"]])
  }
  type Mutation { rename(id: ID!, name: String!): Participant @access(scope: [["public"]]) }
`;

const FINANCE = `${HEAD}
  type Participant @key(fields: "id") {
    id: ID!
    region: String @external
    secretFlag: String @external
    org: Org @external
    balance: String
    paid: String
    grant: String @requires(fields: "region")
    grant2: String @requires(fields: "org { region }")
    grant3: String @requires(fields: "secretFlag")
  }
  type Org { region: String @external }
  type Query { budget: String @access(scope: [["public"]]) budgets: [String] @access(scope: [["money:read"]]) }
`;

const PEOPLE = ["1", "2"].map((id) => ({
  id,
  __typename: "Participant",
  name: `name ${id}`,
  nick: `nick ${id}`,
  note: "note",
  region: "region",
  txt: "txt",
  secretFlag: "hidden",
  org: { region: "org region" },
  otherOrg: { region: "other region" },
  diary: { id: "d", text: "dear diary", open: "cover" },
}));

type Reference = Readonly<Record<string, unknown>>;

/** Raw errors that a service of somebody else could send; none of it may come through. */
export const LEAK = "postgresql://app:hunter2@10.0.0.7:5432/finance";

/** A gate that holds the field `slow` until it is opened. */
export type Gate = { open: () => void; reached: Promise<void> };

function resolversOf(gates: { wait: () => Promise<void> }): Record<string, ResolverMap> {
  const find = ({ id }: Reference) => {
    const person = PEOPLE.find((one) => one.id === id);
    return person === undefined ? null : { ...person, boss: PEOPLE[0] };
  };
  return {
    participant: {
      Query: {
        participants: () => PEOPLE,
        participant: (_: unknown, args: Reference) => find(args),
        named: () => [{ __typename: "Participant", name: "n" }],
        whoami: (_: unknown, __: unknown, { viewer }: { viewer: Viewer }) => viewer.subject,
        mine: () => "mine",
        bug: () => {
          throw new Error(`connect ${LEAK}`);
        },
        slow: async () => {
          await gates.wait();
          return "slow";
        },
        must: () => null,
      },
      Mutation: { rename: (_: unknown, args: Reference) => find(args) },
      Named: { __resolveType: ({ __typename }: { __typename: string }) => __typename },
      Participant: { __resolveReference: find },
    },
    finance: {
      Query: { budget: () => "100", budgets: () => ["1"] },
      Participant: {
        __resolveReference: (reference: Reference) => reference,
        balance: ({ id }: Reference) => `balance of ${String(id)}`,
        paid: () => "paid",
        grant: ({ region }: Reference) => `grant for ${String(region)}`,
        grant2: ({ org }: { org: { region: string } }) => `grant for ${org.region}`,
        grant3: ({ secretFlag }: Reference) => `grant for ${String(secretFlag)}`,
      },
    },
  };
}

export const SUPERGRAPH = compose();

function compose(): string {
  const services = [
    { name: "participant", url: "http://participant.invalid", typeDefs: parse(PARTICIPANT) },
    { name: "finance", url: "http://finance.invalid", typeDefs: parse(FINANCE) },
  ];
  const { supergraphSdl, errors } = composeServices(services);
  if (supergraphSdl === undefined) throw new Error(String(errors));
  return supergraphSdl;
}

export type Called = Readonly<{ service: string; operation: Operation; caller: Caller }>;

/** The other side of the seam: services in the same process that a test can switch off, slow down and watch. */
export type TestTransport = Transport &
  Readonly<{ calls: Called[]; faults: Map<string, unknown>; answers: Map<string, ExecutionResult>; gate: () => Gate }>;

export function testTransport(): TestTransport {
  const calls: Called[] = [];
  const faults = new Map<string, unknown>();
  const answers = new Map<string, ExecutionResult>();
  let holding = { reach: () => {}, opened: Promise.resolve() };
  const resolvers = resolversOf({
    wait: () => {
      holding.reach();
      return holding.opened;
    },
  });
  const schemas = new Map(
    Object.entries({ participant: PARTICIPANT, finance: FINANCE }).map(([name, sdl]) => {
      const schema = buildSubgraph(sdl, resolvers[name] as ResolverMap);
      return [name, { schema, documents: documentCache(schema) }];
    }),
  );
  return {
    calls,
    faults,
    answers,
    gate: () => {
      let open = () => {};
      let reach = () => {};
      const opened = new Promise<void>((resolve) => (open = resolve));
      const reached = new Promise<void>((resolve) => (reach = resolve));
      holding = { reach, opened };
      return { open, reached };
    },
    execute: async (service, operation, caller) => {
      calls.push({ service, operation, caller });
      if (faults.has(service)) throw faults.get(service);
      const answer = answers.get(service);
      if (answer !== undefined) return answer;
      const runnable = schemas.get(service) as Runnable;
      const context = { viewer: caller.viewer, requestId: caller.requestId, language: caller.language } as never;
      return runOperation(runnable, operation, context, (error) =>
        publicError(error, {
          requestId: caller.requestId,
          danish: caller.language === "da" ? danishOf() : null,
          report: () => {},
        }),
      );
    },
    facts: async () => [],
    ready: async (service) => !faults.has(service),
    close: async () => {},
  };
}

export function unavailable(service: string): Fault {
  return new Fault("SUBGRAPH_UNAVAILABLE", `The ${service} service does not answer. Its fields are empty; try again.`, {
    service,
  });
}

/** An error as a foreign GraphQL server might send it. */
export function foreignError(code: string | undefined): ExecutionResult {
  const extensions = {
    ...(code === undefined ? {} : { code }),
    stacktrace: [LEAK],
    response: { url: LEAK, body: LEAK },
    exception: LEAK,
  };
  return {
    data: { budget: null },
    errors: [new GraphQLError(`relation at ${LEAK}`, { path: ["budget"], extensions })],
  };
}

/** A manifest out of texts; the names are as given. */
export function manifestOf(texts: Readonly<Record<string, string>>): Manifest {
  return { documents: Object.entries(texts).map(([name, text]) => ({ id: idOf(text), name, app: "test", text })) };
}

export function idOf(text: string): string {
  return `sha256:${createHash("sha256").update(text).digest("hex")}`;
}

export type Asked = Readonly<{ status: number; headers: Headers; body: Body; text: string }>;
type Body = Readonly<{
  data?: Record<string, unknown> | null;
  errors?: readonly { message: string; path?: unknown; extensions: Record<string, unknown> }[];
  extensions?: Record<string, unknown>;
}>;

export type Running = Readonly<{
  gateway: Gateway;
  url: string;
  transport: TestTransport;
  ask: (query: string, headers?: Record<string, string>, variables?: Record<string, unknown>) => Promise<Asked>;
  post: (body: unknown, headers?: Record<string, string>) => Promise<Asked>;
  get: (path: string, headers?: Record<string, string>) => Promise<Asked>;
}>;

/** A listening gateway in front of the small graph. */
export async function startGateway(settings: Partial<GatewaySettings> = {}): Promise<Running> {
  const transport = testTransport();
  const gateway = await openGateway({
    transport,
    supergraphSdl: SUPERGRAPH,
    manifest: { documents: [] },
    tokens: { verify: testTokens, confirm: async () => {}, exchange: () => Promise.reject(refused()) },
    log: createLogger("test", "silent"),
    production: false,
    costPerMinute: 1_000_000_000,
    ...{ origins: [], proxies: [] },
    services: ["participant", "finance"],
    ...settings,
  });
  const { port } = await gateway.listen({ host: "127.0.0.1", port: 0 });
  const url = `http://127.0.0.1:${port}`;
  const send = async (path: string, init: RequestInit): Promise<Asked> => {
    const response = await fetch(`${url}${path}`, init);
    const text = await response.text();
    return {
      status: response.status,
      headers: response.headers,
      body: text === "" ? {} : (JSON.parse(text) as Body),
      text,
    };
  };
  const post: Running["post"] = (body, headers = {}) =>
    send("/graphql", {
      method: "POST",
      headers: { "content-type": "application/json", ...headers },
      body: JSON.stringify(body),
    });
  return {
    gateway,
    url,
    transport,
    post,
    ask: (query, headers, variables) => post({ query, ...(variables === undefined ? {} : { variables }) }, headers),
    get: (path, headers = {}) => send(path, { headers }),
  };
}

/** Knows two tokens by heart: `reader`, and `stored` for stored documents only. */
export async function testTokens(authorization: string | undefined): Promise<Viewer> {
  if (authorization === undefined) return ANYONE;
  const name = /^Bearer (reader|stored)$/.exec(authorization)?.[1];
  if (name === undefined) throw refused();
  return {
    subject: name,
    name,
    roles: [],
    scopes: ["public", "signed-in"],
    limits: UNLIMITED,
    documentsOnly: name === "stored",
    fixedPeriodsOnly: false,
    expiresAt: null,
  };
}

function refused(): Fault {
  return new Fault("UNAUTHENTICATED", "The token is not valid: ask whoever issued it for a new one.");
}

export const READER = { authorization: "Bearer reader" };
export const STORED = { authorization: "Bearer stored" };
