/**
 * The gateway: one graph in front of the services.
 *
 * It knows no rule of the domain. It says who asks, keeps the limits, plans, calls the services through the transport
 * and joins what they answer.
 */
import { ApolloGateway } from "@apollo/gateway";
import { ApolloServer } from "@apollo/server";
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginInlineTraceDisabled,
  ApolloServerPluginLandingPageDisabled,
  ApolloServerPluginSchemaReportingDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from "@apollo/server/plugin/disabled";
import type { Logger, Readiness, Transport } from "@inclusion/kernel/runtime";
import { readAccess } from "@inclusion/schema/access";
import type { FormattedExecutionResult } from "graphql";
import { shadowingAliasRule } from "./aliases.ts";
import type { Tokens } from "./authenticator.ts";
import { costBuckets } from "./budget.ts";
import { costModel } from "./cost.ts";
import { currentRequest } from "./current-request.ts";
import { dataSource, type RequestContext } from "./data-source.ts";
import { documentFinder, MAX_TOKENS, type Manifest } from "./documents.ts";
import { switchTelemetryOff } from "./env.ts";
import { errorFormatter } from "./format-error.ts";
import { openHttp } from "./http.ts";
import { operationGuard } from "./operation-guard.ts";
import { MOST } from "./repeats.ts";
import { operationSizeRule } from "./shape.ts";

export { type AuthenticatorSettings, openTokens, type Tokens } from "./authenticator.ts";
export { loadManifest, type Manifest, type StoredDocument } from "./documents.ts";

export type GatewaySettings = Readonly<{
  transport: Transport;
  supergraphSdl: string;
  manifest: Manifest;
  tokens: Tokens;
  log: Logger;
  production: boolean;
  /** Cost of operations that a caller may ask for in a minute. */
  costPerMinute: number;
  /** Origins of pages that may ask from a browser. */
  origins: readonly string[];
  /** Addresses and networks of proxies whose `x-forwarded-for` tells who calls. */
  proxies: readonly string[];
  /** Names of the services that must be ready for the gateway to be ready. */
  services: readonly string[];
}>;

export type Gateway = Readonly<{
  listen: (at: Readonly<{ host: string; port: number }>) => Promise<{ port: number }>;
  /** Lets running requests finish and ends; the transport stays open, it belongs to the caller. */
  close: () => Promise<void>;
  /** Ready when every service is; the reasons name those that are not. */
  ready: () => Promise<Readiness>;
}>;

/** Opens the gateway. It asks no service anything at the start, so that it comes up while services are down. */
export async function openGateway(settings: GatewaySettings): Promise<Gateway> {
  const { manifest, tokens, log, origins, proxies } = settings;
  const apollo = newApollo(settings);
  await apollo.start();
  const ready = () => readiness(settings);
  const http = openHttp({ apollo, tokens, findDocument: documentFinder(manifest), ready, origins, proxies, log });
  return {
    listen: http.listen,
    ready,
    close: async () => {
      await http.close();
      await apollo.stop();
    },
  };
}

function newApollo({
  transport,
  supergraphSdl,
  log,
  production,
  costPerMinute,
  tokens,
}: GatewaySettings): ApolloServer<RequestContext> {
  switchTelemetryOff();
  const logger = quiet(log);
  const gateway = new ApolloGateway({
    supergraphSdl,
    logger,
    __exposeQueryPlanExperimental: false,
    // What composed it has validated it.
    validateSupergraph: false,
    buildService: ({ name }) => dataSource(name, transport, log),
  });
  return new ApolloServer<RequestContext>({
    gateway,
    logger,
    nodeEnv: production ? "production" : "development",
    introspection: !production,
    hideSchemaDetailsFromClientErrors: production,
    includeStacktraceInErrorResponses: false,
    stopOnTerminationSignals: false,
    allowBatchedHttpRequests: false,
    persistedQueries: false,
    csrfPrevention: { requestHeaders: ["authorization", "x-apollo-operation-name", "apollo-require-preflight"] },
    maxRecursiveSelections: MOST.selections,
    parseOptions: { maxTokens: MAX_TOKENS },
    validationRules: [shadowingAliasRule(supergraphSdl), operationSizeRule],
    formatError: errorFormatter(log, production),
    stringifyResult: (result) => answerText(result, log),
    plugins: [
      operationGuard({
        access: readAccess(supergraphSdl),
        costs: costModel(supergraphSdl),
        buckets: costBuckets(costPerMinute),
        confirm: tokens.confirm,
      }),
      ApolloServerPluginCacheControlDisabled(),
      ApolloServerPluginInlineTraceDisabled(),
      ApolloServerPluginLandingPageDisabled(),
      ApolloServerPluginSchemaReportingDisabled(),
      ApolloServerPluginUsageReportingDisabled(),
    ],
  });
}

/** The answer as text. Of all extensions only the cost and the request's id go out; holes without an error are a bug to look at. */
function answerText({ errors, data, extensions }: FormattedExecutionResult, log: Logger): string {
  const { requestId } = currentRequest();
  if (extensions?.valueCompletion !== undefined) {
    log.warn(
      { requestId, holes: extensions.valueCompletion },
      "a service left a non-null field empty without an error",
    );
  }
  const { cost } = extensions ?? {};
  return JSON.stringify({ errors, data, extensions: { requestId, ...(cost === undefined ? {} : { cost }) } });
}

async function readiness({ services, transport }: GatewaySettings): Promise<Readiness> {
  const states = await Promise.all(
    services.map(async (name) => ({ name, ready: await transport.ready(name).catch(() => false) })),
  );
  const reasons = states.filter(({ ready }) => !ready).map(({ name }) => `the ${name} service is not ready`);
  return { ready: reasons.length === 0, reasons };
}

/** Apollo's logger on ours; what it tells about its start is for debugging. */
function quiet(log: Logger) {
  return {
    debug: (message?: unknown) => log.debug(String(message)),
    info: (message?: unknown) => log.debug(String(message)),
    warn: (message?: unknown) => log.warn(String(message)),
    error: (message?: unknown) => log.error(String(message)),
  };
}
