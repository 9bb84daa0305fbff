/** The gateway's settings as a process of its own. */
import { httpUrl, port, readEnv } from "@inclusion/kernel/env";
import { z } from "zod";

const file = (what: string) => z.string({ error: `give the file of ${what}` });

const COST_WANTED = "give a whole number from 1000 to 1000000000";

/** Cost of operations that a caller may ask for in a minute. */
export const costPerMinute = z
  .string()
  .regex(/^\d{4,10}$/, COST_WANTED)
  .transform(Number)
  .refine((cost) => cost >= 1_000 && cost <= 1_000_000_000, COST_WANTED)
  .default(20_000_000);

const ORIGINS_WANTED = "give origins with a comma between them, as https://example.dk,https://app.example.dk";

/** Origins of pages that may ask from a browser; none when left out. */
export const corsOrigins = z
  .string()
  .transform((text) => text.split(",").map((origin) => origin.trim()))
  .refine((origins) => origins.every((origin) => URL.canParse(origin) && new URL(origin).origin === origin), {
    error: ORIGINS_WANTED,
  })
  .default([]);

const PROXY = z.union([z.ipv4(), z.ipv6(), z.cidrv4(), z.cidrv6()]);
const PROXIES_WANTED = "give addresses or networks with a comma between them, as 10.0.0.7,192.168.1.0/24";

/** Proxies whose word is taken for the address of whoever calls; none when left out. */
export const trustedProxies = z
  .string()
  .transform((text) => text.split(",").map((proxy) => proxy.trim()))
  .refine((proxies) => proxies.every((proxy) => PROXY.safeParse(proxy).success), { error: PROXIES_WANTED })
  .default([]);

/** Apollo's gateway reports to its maker unless this stands in the environment when it is made. */
export function switchTelemetryOff(): void {
  process.env.APOLLO_TELEMETRY_DISABLED = "1";
}

/** Reads every setting at once; see `.env.example` for their meaning. */
export function readGatewayEnv(source: Readonly<Record<string, string | undefined>> = process.env) {
  return readEnv(
    {
      PORT: port.default(4000),
      HOST: z.string().default("127.0.0.1"),
      NODE_ENV: z
        .enum(["production", "development", "test"], { error: "give production, development or test" })
        .default("development"),
      LOG_LEVEL: z
        .enum(["debug", "info", "warn", "error"], { error: "give debug, info, warn or error" })
        .default("info"),
      TOKEN_JWKS: z.string({
        error: "give the file, or the https address, of the token issuer's public keys (a JSON Web Key Set)",
      }),
      TOKEN_ISSUER: z.string({ error: "give the issuer that tokens name in iss" }),
      TOKEN_AUDIENCE: z.string({ error: "give the audience that tokens name in aud" }),
      COST_PER_MINUTE: costPerMinute,
      CORS_ORIGINS: corsOrigins,
      TRUSTED_PROXIES: trustedProxies,
      INTERNAL_KEY: file("the gateway's private key"),
      SIGNING_KEYS: file("the keys by which the gateway signs tokens for partners"),
      PARTICIPANT_URL: httpUrl,
      PARTNERSHIP_URL: httpUrl,
      ACCELERATOR_URL: httpUrl,
      FINANCE_URL: httpUrl,
    },
    source,
  );
}
