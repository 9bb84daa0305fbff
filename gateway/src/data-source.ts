/** How the gateway's plans reach a service: through the transport, as the viewer of the request. */
import type { GraphQLDataSource } from "@apollo/gateway";
import type { Language, Viewer } from "@inclusion/kernel";
import {
  type Budget,
  Fault,
  type Logger,
  type Occasion,
  OPERATION_LIMIT_MS,
  type Transport,
} from "@inclusion/kernel/runtime";
import {
  type FragmentDefinitionNode,
  type GraphQLFormattedError,
  Kind,
  type OperationDefinitionNode,
  parse,
  type SelectionSetNode,
} from "graphql";

import { breakerOf } from "./breaker.ts";
import { messageIn } from "./language.ts";

/** What one request knows about itself. */
export type RequestContext = {
  viewer: Viewer;
  requestId: string;
  /** In which the answer's texts are. */
  language: Language;
  /** By what the caller asks, and what it says it is for. */
  occasion: Occasion;
  /** From which address the request came. */
  address: string;
  /** What the operation costs and what is left; null until it is known. */
  spent: Spent | null;
  /** The same as services are told it. */
  budget?: Budget;
};

/** The cost of a request as the answer tells it. */
export type Spent = Readonly<{
  requested: number;
  remaining: number;
  resetSeconds: number;
  dearest: string | null;
  /** What would make it cheaper; null when nothing would. */
  hint: string | null;
}>;

type Request = Readonly<{ query?: string; variables?: Record<string, unknown>; operationName?: string }>;
type Answer = Awaited<ReturnType<GraphQLDataSource["process"]>>;
type Path = readonly (string | number)[];

/** The transport's own limit comes first; this one is for a transport that has none. */
const LIMIT_MS = OPERATION_LIMIT_MS + 500;

/** At most so many fields are named when a service does not answer. */
const MAX_NAMED = 200;

/** Calls to the service `name`. One that fails leaves its own fields empty, each with an error; the others answer. */
export function dataSource(name: string, transport: Transport, log: Logger): GraphQLDataSource<RequestContext> {
  const breaker = breakerOf(name, log);
  return {
    process: async ({ request, context }) => {
      const { viewer, requestId, language, occasion, budget } = context as RequestContext;
      const { query = "", variables, operationName } = request as Request;
      try {
        const operation = { query, variables, operationName };
        const caller = { viewer, requestId, language, occasion, ...(budget === undefined ? {} : { budget }) };
        return (await breaker(() => inTime(name, transport.execute(name, operation, caller)))) as Answer;
      } catch (error) {
        const fault = error instanceof Fault;
        if (!fault) log.error({ requestId, service: name, bug: String((error as Error)?.stack ?? error) }, "bug");
        // What fails without an answer is said here; what a service answers, it has said in the language itself.
        const message = fault ? messageIn(language, error.code, error.message) : "The service failed.";
        const extensions = fault ? { ...error.details, code: error.code } : { code: "INTERNAL_SERVER_ERROR" };
        const paths = askedPaths(query, variables);
        const errors: GraphQLFormattedError[] =
          paths.length === 0 ? [{ message, extensions }] : paths.map((path) => ({ message, path, extensions }));
        return { data: null, errors } as Answer;
      }
    },
  };
}

async function inTime<Result>(name: string, call: Promise<Result>): Promise<Result> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(new Fault("SUBGRAPH_TIMEOUT", `The ${name} service took too long. Try again.`, { service: name }));
    }, LIMIT_MS);
  });
  try {
    return await Promise.race([call, limit]);
  } finally {
    clearTimeout(timer);
  }
}

/** The paths of the fields that a call asks for: root fields, or the fields of each entity. */
export function askedPaths(query: string, variables: Readonly<Record<string, unknown>> | undefined): readonly Path[] {
  const { definitions } = parse(query, { noLocation: true });
  const operation = definitions.find(
    (node): node is OperationDefinitionNode => node.kind === Kind.OPERATION_DEFINITION,
  );
  if (operation === undefined) return [];
  const fragments = new Map(
    definitions.filter((node) => node.kind === Kind.FRAGMENT_DEFINITION).map((node) => [node.name.value, node]),
  );
  const paths: Path[] = [];
  for (const root of fieldsOf(operation.selectionSet, null, fragments)) {
    if (root.name !== "_entities" || root.selectionSet === undefined) {
      paths.push([root.key]);
      continue;
    }
    const representations = (variables?.representations ?? []) as readonly { __typename?: string }[];
    for (const [index, { __typename = null }] of representations.entries()) {
      if (paths.length >= MAX_NAMED) break;
      const exact = fieldsOf(root.selectionSet, __typename, fragments);
      const asked = exact.length > 0 ? exact : fieldsOf(root.selectionSet, null, fragments);
      for (const key of new Set(asked.map((field) => field.key))) paths.push([root.key, index, key]);
    }
  }
  return paths;
}

type AskedField = Readonly<{ name: string; key: string; selectionSet: SelectionSetNode | undefined }>;

/** The fields of a selection for an object of `type`, fragments resolved; `__typename` is left out. */
function fieldsOf(
  set: SelectionSetNode,
  type: string | null,
  fragments: ReadonlyMap<string, FragmentDefinitionNode>,
): AskedField[] {
  return set.selections.flatMap((node): AskedField[] => {
    if (node.kind === Kind.FIELD) {
      const name = node.name.value;
      return name === "__typename" ? [] : [{ name, key: node.alias?.value ?? name, selectionSet: node.selectionSet }];
    }
    const fragment = node.kind === Kind.FRAGMENT_SPREAD ? fragments.get(node.name.value) : node;
    const condition = fragment?.typeCondition?.name.value;
    const fits = condition === undefined || type === null || condition === type;
    return fragment !== undefined && fits ? fieldsOf(fragment.selectionSet, type, fragments) : [];
  });
}
