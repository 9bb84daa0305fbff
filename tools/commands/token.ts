/**
 * Tokens for partners from the command line.
 *
 * There is one way, whether the system runs or not and in production too: the partnership service is opened in this
 * process, on its database as its own role, and asked as any client asks it. The rules and the policies are the
 * service's own; nobody needs a token to make the first one.
 */
import { systemViewer, type Viewer } from "@inclusion/kernel";
import { createLogger, openService, type Service } from "@inclusion/kernel/runtime";
import { service as partnership } from "@inclusion/partnership";
import { Command } from "commander";
import { InputError } from "./input-error.ts";
import { withServiceRole } from "./service-role.ts";
import { type CreateOptions, inputOf, isSlug, type Made, made, rowOf, type Token, warningsOf } from "./token-words.ts";

const OPERATOR: Viewer = {
  ...systemViewer("token"),
  scopes: ["public", "signed-in", "tokens:admin", "programmes:read"],
};

const FIELDS =
  "id label scopes limits { programmes municipalities regions organisations courses grants } documentsOnly " +
  "fixedPeriodsOnly purpose state expiresAt createdBy createdAt lastUsedAt revokedAt revocationReason parent { id }";

/** `graph token ...` */
export function tokenCommand(): Command {
  return new Command("token").addCommand(createCommand()).addCommand(listCommand()).addCommand(revokeCommand());
}

const CREATE_HELP = `
A token sees a row when every limit that concerns the row allows it. What is left out is nothing; "all" is everything.
Municipalities and regions add up. A report on programmes in one region needs its programmes and the region:

  npm run graph -- token create --label "Region Midtjylland" --scope programmes:read --scope indicators:read \\
    --programme all --region 1082 --expires 90d

As made by the mutation accessTokenCreate, it runs registered documents only and asks for whole periods only, unless
--no-documents-only and --no-fixed-periods say otherwise. Its partner is told what it may do, and what is left to it, by
the document schema/operations/overview/WhatMyTokenMay.graphql.

A partner who gives tokens to its own people gets tokens:write; they hold at most what it holds itself:

  npm run graph -- token create --label "Aarhus Kommune" --scope programmes:read --scope tokens:write \\
    --programme rummelig-genstart --municipality 0751 --expires 365d

The token is printed once and kept nowhere. Send it as "authorization: Bearer igt_...", or exchange it:

  curl -s -X POST http://127.0.0.1:4000/token -H "authorization: Bearer igt_..."
`;

function createCommand(): Command {
  const more = (value: string, values: readonly string[] = []): readonly string[] => [...values, ...value.split(",")];
  return new Command("create")
    .description("Makes a token and prints it, once.")
    .requiredOption("--label <text>", "who is to have it")
    .option("--scope <scope>", "what it may ask for, as indicators:read; give the option again for more", more, [])
    .option("--programme <id>", 'id or slug of a programme, or "all"; again for more', more, [])
    .option("--municipality <code>", 'four digits, or "all"; again for more', more, [])
    .option("--region <code>", 'four digits, or "all"; again for more', more, [])
    .option("--organisation <id>", 'id of an organisation, or "all"; again for more', more, [])
    .option("--course <id>", 'id of a company course, or "all"; again for more', more, [])
    .option("--grant <id>", 'id of a grant, or "all"; again for more', more, [])
    .option(
      "--expires <time>",
      "how long it is good, as 90d or 12h, or until when, as 2027-06-30; at most 366 days",
      "90d",
    )
    .option("--documents-only", "it runs registered documents only (default)")
    .option("--no-documents-only", "it runs any query")
    .option("--fixed-periods", "it asks for whole months, quarters and half-years only (default)")
    .option("--no-fixed-periods", "it asks for any days where it sees rows")
    .option("--purpose <text>", "what it is for")
    .option("--partner <id>", "id of the organisation that is to have it")
    .option("--json", "the token and what it may do as JSON: {token, id, label, scopes, limits, expiresAt, ...}")
    .addHelpText("after", CREATE_HELP)
    .action(async (options: CreateOptions & { json?: true }) => {
      const created = await withOperator((ask) => create(ask, options));
      for (const warning of warningsOf(created)) console.error(warning);
      console.log(options.json === true ? JSON.stringify(created, null, 2) : made(created));
    });
}

function listCommand(): Command {
  return new Command("list")
    .description("Lists tokens, the newest first. No secret is kept, so that none is shown.")
    .option("--state <state>", "active, expired or revoked")
    .option("--json", "an array of tokens as JSON")
    .addHelpText("after", "\nExample:\n  npm run graph -- token list --state active\n")
    .action(async ({ state, json }: { state?: string; json?: true }) => {
      const tokens = await withOperator((ask) => list(ask, state?.toUpperCase() ?? null));
      console.log(json === true ? JSON.stringify(tokens, null, 2) : tokens.map(rowOf).join("\n") || "There is none.");
    });
}

function revokeCommand(): Command {
  return new Command("revoke")
    .description("Ends a token and all that were made from it: changes are refused at once, queries within a minute.")
    .argument("<id>", "the id, as `token list` shows it")
    .requiredOption("--reason <text>", "why, for whoever reads it later")
    .option("--json", "what was ended as JSON: {id, revokedCount, revokedAt}")
    .addHelpText("after", '\nExample:\n  npm run graph -- token revoke <id> --reason "Lost with a laptop"\n')
    .action(async (id: string, { reason, json }: { reason: string; json?: true }) => {
      const done = await withOperator((ask) => revoke(ask, id, reason));
      const others = done.revokedCount === 1 ? "" : ` and ${done.revokedCount - 1} made from it`;
      console.log(json === true ? JSON.stringify(done) : `revoked ${done.id}${others}`);
    });
}

/** Asks the service as the operator. @throws InputError when the service says that the input is at fault */
type Ask = <Data>(query: string, variables: Readonly<Record<string, unknown>>) => Promise<Data>;

type Refusals = readonly Readonly<{ code: string; message: string; field: readonly string[] | null }>[];

async function create(ask: Ask, options: CreateOptions): Promise<Made> {
  const programme = await Promise.all(options.programme.map((name) => programmeId(ask, name)));
  const input = inputOf({ ...options, programme }, new Date());
  const { accessTokenCreate: done } = await ask<{
    accessTokenCreate: { accessToken: Token; secret: string; refusals: Refusals };
  }>(
    `mutation($input: AccessTokenCreateInput!) { accessTokenCreate(input: $input) {
       accessToken { ${FIELDS} } secret refusals { code message field } } }`,
    { input },
  );
  requireDone(done.refusals);
  return { token: done.secret, ...done.accessToken };
}

/** A programme may be named by its slug. */
async function programmeId(ask: Ask, name: string): Promise<string> {
  if (!isSlug(name)) return name;
  const { programme } = await ask<{ programme: { id: string } | null }>(
    "query($slug: String!) { programme(slug: $slug) { id } }",
    { slug: name },
  );
  if (programme === null) throw new InputError(`There is no programme "${name}": give its id, its slug, or all.`);
  return programme.id;
}

async function list(ask: Ask, state: string | null): Promise<readonly Token[]> {
  if (state !== null && !["ACTIVE", "EXPIRED", "REVOKED"].includes(state)) {
    throw new InputError("--state is active, expired or revoked.");
  }
  const tokens: Token[] = [];
  let after: string | null = null;
  do {
    const {
      accessTokens,
    }: { accessTokens: { nodes: Token[]; pageInfo: { hasNextPage: boolean; endCursor: string } } } = await ask(
      `query($state: AccessTokenState, $after: String) { accessTokens(state: $state, first: 100, after: $after) {
           nodes { ${FIELDS} } pageInfo { hasNextPage endCursor } } }`,
      { state, after },
    );
    tokens.push(...accessTokens.nodes);
    after = accessTokens.pageInfo.hasNextPage ? accessTokens.pageInfo.endCursor : null;
  } while (after !== null);
  return tokens;
}

async function revoke(ask: Ask, accessTokenId: string, reason: string) {
  const { accessTokenRevoke: done } = await ask<{
    accessTokenRevoke: { accessToken: Token; revokedCount: number; refusals: Refusals };
  }>(
    `mutation($input: AccessTokenRevokeInput!) { accessTokenRevoke(input: $input) {
       accessToken { ${FIELDS} } revokedCount refusals { code message field } } }`,
    { input: { accessTokenId, reason } },
  );
  requireDone(done.refusals);
  return { id: done.accessToken.id, revokedCount: done.revokedCount, revokedAt: done.accessToken.revokedAt };
}

function requireDone(refusals: Refusals): void {
  if (refusals.length === 0) return;
  throw new InputError(
    refusals.map(({ code, field, message }) => `${code} ${(field ?? []).slice(1).join(".")}: ${message}`).join("\n"),
  );
}

async function withOperator<Result>(work: (ask: Ask) => Promise<Result>): Promise<Result> {
  return withServiceRole(partnership.name, async ({ url, keys }) => {
    const service = await openService(partnership, {
      databaseUrl: url,
      cursorKey: keys.secret("cursor"),
      setting: keys.setting,
      log: createLogger("token", "error"),
      poolSize: 2,
    });
    try {
      await service.database.check();
      return await work(askOf(service));
    } finally {
      await service.close();
    }
  });
}

function askOf(service: Service): Ask {
  return async <Data>(query: string, variables: Readonly<Record<string, unknown>>): Promise<Data> => {
    const { data, errors } = await service.execute(
      { query, variables },
      { viewer: OPERATOR, requestId: "graph-token" },
    );
    const [error] = errors ?? [];
    if (error === undefined) return data as Data;
    const isInput = error.extensions?.code === "NOT_FOUND" || error.extensions?.code === "BAD_USER_INPUT";
    throw isInput ? new InputError(error.message) : new Error(error.message);
  };
}
