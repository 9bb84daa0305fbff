/** The gateway as a process of its own, with the services behind HTTP. */
import { callSigner, createLogger, httpTransport, runProcess } from "@inclusion/kernel/runtime";
import { SCHEMA_FOLDER, SERVICES, supergraphSdl } from "@inclusion/schema";
import { readGatewayEnv } from "./env.ts";
import { loadManifest, openGateway, openTokens } from "./gateway.ts";

await runProcess(async () => {
  const env = readGatewayEnv();
  const production = env.NODE_ENV === "production";
  const urls = new Map([
    ["participant", env.PARTICIPANT_URL],
    ["partnership", env.PARTNERSHIP_URL],
    ["accelerator", env.ACCELERATOR_URL],
    ["finance", env.FINANCE_URL],
  ]);
  const transport = httpTransport(urls, await callSigner(env.INTERNAL_KEY));
  const log = createLogger("gateway", env.LOG_LEVEL);
  const issuer = { jwks: env.TOKEN_JWKS, issuer: env.TOKEN_ISSUER, audience: env.TOKEN_AUDIENCE };
  const tokens = await openTokens({ issuer, signingKeys: env.SIGNING_KEYS, transport, production, log });
  const gateway = await openGateway({
    transport,
    supergraphSdl: supergraphSdl(),
    manifest: loadManifest(SCHEMA_FOLDER),
    tokens,
    log,
    production,
    costPerMinute: env.COST_PER_MINUTE,
    origins: env.CORS_ORIGINS,
    proxies: env.TRUSTED_PROXIES,
    services: SERVICES,
  });
  const { port } = await gateway.listen({ host: env.HOST, port: env.PORT });
  console.log(`ready http://${env.HOST}:${port}/graphql gateway`);
  return async () => {
    await gateway.close();
    await transport.close();
  };
});
