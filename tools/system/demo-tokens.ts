/** Demo tokens by role, so that the graph can be tried as each of its users sees it. Never in production. */
import { randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { type Limits, UNLIMITED, type Viewer } from "@inclusion/kernel";
import { importJWK, type JWK, SignJWT } from "jose";
import { type Keys, writeWhole } from "./keys.ts";
import { tokensFile } from "./settings.ts";

export const DEMO_ISSUER = "https://inclusion-graph.example/demo";
export const DEMO_AUDIENCE = "inclusion-graph";
const LIFE = "30d";

/** Rows of the seed that some roles are limited to. */
export type DemoRows = Readonly<{
  programmeIds: readonly string[];
  grantIds: readonly string[];
  courseIds: readonly string[];
  organisationIds: readonly string[];
}>;

type Role = Readonly<{
  label: string;
  scopes: readonly string[];
  limits: Limits;
  documentsOnly?: boolean;
  fixedPeriodsOnly?: boolean;
}>;

/** Aarhus: one of the synthetic cohort's municipalities. */
const CASEWORKER_MUNICIPALITY = "0751";
const REGION_MIDTJYLLAND = "1082";

const READ = ["programmes:read", "indicators:read"];
const CASEWORK = [
  ...["participations:read", "participations:write", "sensitive:read", "sensitive:write"],
  ...["identity:read", "identity:write"],
];
const PARTNERSHIP_WORK = [
  ...["partnerships:write", "partnerships:sign", "demand:read", "demand:write"],
  ...["initiatives:read", "initiatives:write", "methods:write"],
];
/** Running the accelerator: calls, courses, figures. A correction needs two of these, by different people. */
const ACCELERATOR = ["courses:write", "applications:read", "applications:write"];
/** The model of savings: to look at it, and to work with it. */
const MODEL = ["simulations:read", "simulations:write"];
/** Real money; whoever verifies or audits has a token of its own, because nobody does both. */
const MONEY = ["finance:read", "ledger:read"];
const MONEY_WRITE = ["costs:write", "claims:write", "rates:write", "outcomes:write", "payments:write"];
const ROWS = ["participations:read", "partnerships:read", "companies:read"];
const ROOM = ["openings:write", "places:write", "matching:read"];

/** Who computes for a municipality and records what its council decides. */
const MUNICIPAL_ECONOMIST: Role = {
  label: "Municipal economist, Aarhus",
  scopes: [...READ, ...MODEL, "decisions:write"],
  limits: { ...UNLIMITED, municipalities: [CASEWORKER_MUNICIPALITY], regions: [], grants: [] },
};

/** Who works with real money; verifier and auditor are not who reports and claims. */
const MONEY_ROLES: Readonly<Record<string, Role>> = {
  finance_lead: {
    label: "Finance lead",
    scopes: [...READ, ...MONEY, ...MONEY_WRITE],
    limits: UNLIMITED,
  },
  outcome_verifier: {
    label: "Verifier of outcomes",
    scopes: [...READ, "finance:read", "outcomes:verify"],
    limits: UNLIMITED,
  },
  claim_auditor: {
    label: "Auditor of claims",
    scopes: [...READ, ...MONEY, "claims:audit"],
    limits: { ...UNLIMITED, organisations: [] },
  },
};

/** What each role may see, by the name that `tokens.json` gives its token. */
export function demoRoles(rows: DemoRows): Readonly<Record<string, Role>> {
  const programmes = rows.programmeIds;
  return {
    programme_lead: {
      label: "Programme lead",
      scopes: [
        ...[...READ, ...ROWS, "programmes:write", ...PARTNERSHIP_WORK, ...ACCELERATOR, "matching:read"],
        ...MODEL,
      ],
      limits: { ...UNLIMITED, programmes },
    },
    accelerator_lead: {
      label: "Lead of the accelerator",
      scopes: [...READ, "companies:read", "partnerships:read", ...ACCELERATOR, "reviews:write", ...ROOM],
      limits: { ...UNLIMITED, programmes, grants: [] },
    },
    accelerator_reviewer: {
      label: "Reviewer of applications",
      scopes: ["programmes:read", "companies:read", "applications:read", "reviews:write"],
      limits: { ...UNLIMITED, programmes, grants: [] },
    },
    caseworker: {
      label: "Caseworker, Aarhus",
      scopes: [
        ...[...READ, ...CASEWORK, "partnerships:read", "partnerships:sign", "anchoring:decide", "initiatives:read"],
        ...["openings:write", "matching:read", "emergency:open"],
      ],
      limits: { ...UNLIMITED, municipalities: [CASEWORKER_MUNICIPALITY], grants: [] },
    },
    regional_partner: {
      label: "Region Midtjylland",
      scopes: [...READ, "partnerships:read", "demand:read", "initiatives:read"],
      limits: { ...UNLIMITED, programmes, municipalities: [], regions: [REGION_MIDTJYLLAND], grants: [] },
      fixedPeriodsOnly: true,
    },
    company_mentor: {
      label: "Mentor of one company",
      scopes: ["programmes:read", "companies:read", "listings:write", ...ROOM],
      limits: { ...UNLIMITED, programmes, courses: rows.courseIds, organisations: rows.organisationIds, grants: [] },
    },
    funder_auditor: {
      label: "Funder's auditor",
      scopes: [...READ, ...MONEY],
      limits: { ...UNLIMITED, programmes, grants: rows.grantIds },
    },
    ...MONEY_ROLES,
    dpo: {
      label: "Data protection officer",
      scopes: [...["programmes:read", "audit:read", "dpo:export", "dpo:restrict", "dpo:erase"], "emergency:review"],
      limits: UNLIMITED,
    },
    municipal_economist: MUNICIPAL_ECONOMIST,
    reporting: {
      label: "Reporting",
      scopes: [...READ, "finance:read", "simulations:read"],
      limits: UNLIMITED,
      documentsOnly: true,
    },
    frontend: {
      label: "Frontend",
      scopes: [...READ, ...ROWS, "finance:read", "simulations:read", "demand:read", "initiatives:read"],
      limits: UNLIMITED,
    },
    operator: {
      label: "Operator",
      scopes: [
        ...[...READ, ...ROWS, ...PARTNERSHIP_WORK, "anchoring:decide", "participations:write", "identity:write"],
        ...["finance:read", "sheets:import", ...ROOM, ...MODEL, "decisions:write", "tokens:admin"],
        ...["organisations:write", "programmes:write", "rsv:write", "listings:write", "listings:publish"],
      ],
      limits: UNLIMITED,
    },
  };
}

/** Whom a demo token stands for, to work as it without the gateway. */
export function demoViewer(name: string, rows: DemoRows): Viewer {
  const role = demoRoles(rows)[name];
  if (role === undefined) throw new Error(`There is no demo token ${name}.`);
  const { label, scopes, limits, documentsOnly = false, fixedPeriodsOnly = false } = role;
  return {
    ...{ subject: `demo:${name}`, name: label, roles: [name], scopes: ["public", "signed-in", ...scopes], limits },
    ...{ documentsOnly, fixedPeriodsOnly, expiresAt: null },
  };
}

/** Signs a token for every role and writes them to `tokens.json`. */
export async function writeDemoTokens(dataDir: string, keys: Keys, rows: DemoRows): Promise<Record<string, string>> {
  const jwk = JSON.parse(readFileSync(keys.issuerKey, "utf8")) as JWK;
  const key = await importJWK(jwk, "EdDSA");
  const tokens: Record<string, string> = {};
  for (const [name, role] of Object.entries(demoRoles(rows))) {
    tokens[name] = await new SignJWT({
      name: role.label,
      roles: [name],
      scopes: role.scopes,
      limits: role.limits,
      documentsOnly: role.documentsOnly ?? false,
      fixedPeriodsOnly: role.fixedPeriodsOnly ?? false,
    })
      .setProtectedHeader({ alg: "EdDSA", typ: "at+jwt", kid: String(jwk.kid) })
      .setIssuer(DEMO_ISSUER)
      .setAudience(DEMO_AUDIENCE)
      .setSubject(`demo:${name}`)
      .setJti(randomUUID())
      .setIssuedAt()
      .setExpirationTime(LIFE)
      .sign(key);
  }
  writeWhole(tokensFile(dataDir), `${JSON.stringify(tokens, null, 2)}\n`);
  return tokens;
}
