/** Who may import whom, as data. Paths are relative to the repository; npm packages and `node:` stand as written. */

/** A rule about the imports of some files. */
export type ImportRule = Readonly<{
  /** The files that the rule binds; its groups are `$1`, `$2` in the other patterns. */
  from: RegExp;
  /** What they may not import. */
  never?: string;
  /** All that they may import. */
  only?: string;
  /** The rule in words, as the end of the sentence "must not import it: ...". */
  because: string;
}>;

const SERVICE = "services/(?!kernel/)([^/]+)";
const TEST = "(?:\\.(?:test|fixture)\\.ts$|/test/)";
const PURE_NOUN = new RegExp(`^${SERVICE}/src/(?!generated/)(?:[^/]+/[^/.]+|ids|refusals)\\.ts$`);
const PURE_OF_SERVICE = "services/$1/src/(?!generated/)(?:[^/]+/[^/.]+|ids|refusals)\\.ts$";
const POLICY = new RegExp(`^${SERVICE}/src/policy\\.ts$`);
const KERNEL_PURE = "services/kernel/src/pure/";

/** Files that decide and ask nobody: no clock, no die, no process. */
export const PURE_FILES: readonly RegExp[] = [PURE_NOUN, POLICY, new RegExp(`^${KERNEL_PURE}(?!.*${TEST})`)];

/** Files that shape what goes in and out and begin no transaction. */
export const RESOLVER_FILES = /\.resolvers\.ts$/;

/** Roles that the name of a file in a noun's folder may end in, before `.ts`. */
export const ROLES =
  /^[^.]+(?:\.(?:entity|repository|actions|resolvers|mappers|facts|seed|fixture|test|[\w-]+\.test))?\.ts$/;

/** A file in a noun's folder. */
export const NOUN_FILE = new RegExp(`^${SERVICE}/src/(?!generated/)[^/]+/([^/]+)$`);

/** Names that say nothing of what is inside. */
export const EMPTY_NAMES = /^(?:(?:.*-)?(?:utils?|helpers?|managers?|misc)|common|service)(?:\.|$)/;

/** The two kinds of `service.ts` that hold a service, which is what they say. */
export const SERVICE_FILES = /^services\/[^/]+\/src\/(?:runtime\/)?service(?:\.[\w.]*test)?\.ts$/;

/** The doors of the kernel and of the contract, the only files named `index.ts`. */
export const DOORS = /^(?:schema|services\/kernel\/src\/[^/]+)\/index\.ts$/;

export const IMPORT_RULES: readonly ImportRule[] = [
  {
    from: /^services\/([^/]+)\//,
    never: "^services/(?!$1/|kernel/)",
    because: "services never import each other; what one needs of another travels as a fact",
  },
  {
    from: /^services\/kernel\//,
    never: "^(?:schema|gateway)/",
    because: "the kernel knows no noun of the domain and nobody who uses it",
  },
  { from: /^(?:services|schema)\//, never: "^gateway/", because: "the gateway stands before the services" },
  {
    from: /^gateway\//,
    never: "^services/(?!kernel/)",
    because: "the gateway knows the kernel and the contract only",
  },
  { from: /^schema\//, never: "^services/", because: "the contract depends on nobody" },
  { from: /^(?:services|gateway|schema)\//, never: "^tools/", because: "tools are imported by nothing" },
  {
    from: new RegExp(`^(?!tools/|services/kernel/src/testing/)(?!.*${TEST})`),
    never: `^services/kernel/src/testing/|^(?:vitest|fast-check)$|${TEST}`,
    because: "what runs for users never needs what tests need",
  },
  {
    from: new RegExp(`^${KERNEL_PURE}(?!.*${TEST})`),
    only: `^${KERNEL_PURE}`,
    because: "the pure half of the kernel needs no package and nothing behind it",
  },
  {
    from: PURE_NOUN,
    only: `^${KERNEL_PURE}|^${PURE_OF_SERVICE}|^stdnum/`,
    because: "a pure file imports the pure kernel, pure files of its service and the rules of public numbers only",
  },
  {
    from: POLICY,
    only: `^services/kernel/src/(?:pure|runtime)/|^${PURE_OF_SERVICE}`,
    because: "a policy is a table over what it is given, and refuses with a fault of the kernel",
  },
  {
    from: new RegExp(`^${SERVICE}/src/.*\\.entity\\.ts$`),
    only: `^services/kernel/src/(?:pure|runtime)/|^${PURE_OF_SERVICE}|^typeorm$`,
    because: "a row mapping knows its noun and TypeORM; other tables are named by text",
  },
  {
    from: new RegExp(`^${SERVICE}/src/.*\\.repository\\.ts$`),
    never: "\\.(?:actions|resolvers|mappers)\\.ts$|/policy\\.ts$|/generated/|^graphql$",
    because: "a repository knows rows, neither who asks nor in which form",
  },
  {
    from: new RegExp(`^${SERVICE}/src/.*\\.actions\\.ts$`),
    never: "\\.(?:actions|resolvers)\\.ts$|^graphql$",
    because: "one action is one authorization and one transaction, and knows no GraphQL",
  },
  {
    from: new RegExp(`^${SERVICE}/src/([^/]+)/[^/]*\\.resolvers\\.ts$`),
    never: "^typeorm$|\\.entity\\.ts$|/(?!$2/)[^/]+/[^/]*\\.repository\\.ts$",
    because: "a resolver asks its actions, the loaders, and for a plain read the repository of its own noun",
  },
];
