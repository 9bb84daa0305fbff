/** What a TypeScript source imports and which impure things it names, read from its syntax tree. */
import { parseAst } from "rolldown/parseAst";

/** An import of any form, type imports and dynamic ones among them. */
export type Import = Readonly<{ specifier: string; line: number }>;

/** A clock, a die, a process: something that a pure function never asks. */
export type Impurity = Readonly<{ what: string; line: number }>;

/** What was found in a source. */
export type Scan = Readonly<{
  imports: readonly Import[];
  impurities: readonly Impurity[];
  transactions: readonly number[];
}>;

type Node = Readonly<{ type: string; start: number } & Record<string, unknown>>;

const IMPURE_MEMBERS = new Set([
  "Date.now",
  "Math.random",
  "crypto.randomUUID",
  "crypto.getRandomValues",
  "performance.now",
  "process.env",
  "process.hrtime",
]);

/**
 * Reads a source.
 *
 * @throws Error when it is not TypeScript
 */
export function scanSource(text: string): Scan {
  const imports: Import[] = [];
  const impurities: Impurity[] = [];
  const transactions: number[] = [];
  const lineOf = (node: Node): number => text.slice(0, node.start).split("\n").length;
  walk(parseAst(text, { lang: "ts" }) as unknown as Node, (node) => {
    const specifier = specifierOf(node);
    if (specifier !== null) imports.push({ specifier, line: lineOf(node) });
    const what = impurityOf(node);
    if (what !== null) impurities.push({ what, line: lineOf(node) });
    if (beginsTransaction(node)) transactions.push(lineOf(node));
  });
  return { imports, impurities, transactions };
}

function walk(node: Node, see: (node: Node) => void): void {
  see(node);
  for (const value of Object.values(node)) {
    for (const child of Array.isArray(value) ? value : [value]) {
      if (isNode(child)) walk(child, see);
    }
  }
}

function isNode(value: unknown): value is Node {
  return typeof value === "object" && value !== null && "type" in value && typeof value.type === "string";
}

function specifierOf(node: Node): string | null {
  const isImport = /^(Import|ExportAll|ExportNamed)Declaration$|^ImportExpression$|^TSImportType$/.test(node.type);
  return isImport && isNode(node["source"]) ? textOf(node["source"]) : null;
}

function impurityOf(node: Node): string | null {
  const callee = isNode(node["callee"]) ? nameOf(node["callee"]) : null;
  if (callee === "Date" && node.type === "CallExpression") return "Date()";
  const bare = Array.isArray(node["arguments"]) && node["arguments"].length === 0;
  if (callee === "Date" && node.type === "NewExpression" && bare) return "new Date()";
  if (callee === "fetch" && node.type === "CallExpression") return "fetch()";
  const member = memberOf(node);
  return member !== null && IMPURE_MEMBERS.has(member) ? member : null;
}

/** `ctx.transaction(...)`, or `transaction` taken out of a context. */
function beginsTransaction(node: Node): boolean {
  if (node.type === "MemberExpression" && isNode(node["property"])) return nameOf(node["property"]) === "transaction";
  if (node.type !== "ObjectPattern" || !Array.isArray(node["properties"])) return false;
  return node["properties"].some(
    (property) => isNode(property) && isNode(property["key"]) && nameOf(property["key"]) === "transaction",
  );
}

function memberOf(node: Node): string | null {
  if (node.type !== "MemberExpression" || !isNode(node["object"]) || !isNode(node["property"])) return null;
  const [object, property] = [nameOf(node["object"]), nameOf(node["property"])];
  return object === null || property === null ? null : `${object}.${property}`;
}

function nameOf(node: Node): string | null {
  return node.type === "Identifier" ? String(node["name"]) : textOf(node);
}

function textOf(node: Node): string | null {
  return node.type === "Literal" && typeof node["value"] === "string" ? node["value"] : null;
}

/** The texts of a source: what stands in quotation marks, and templates with `{}` for each value. */
export function textsIn(text: string): readonly string[] {
  const texts: string[] = [];
  walk(parseAst(text, { lang: "ts" }) as unknown as Node, (node) => {
    if (node.type === "Literal" || node.type === "TemplateLiteral") texts.push(...textsOf(node));
  });
  return texts;
}

/** The sentences that a source refuses with: messages of refusals and faults, with `{}` for each value. */
export function messagesIn(text: string): readonly string[] {
  const found = new Set<string>();
  const take = (node: unknown): void => {
    if (!isNode(node)) return;
    const [said] = node.type === "Literal" || node.type === "TemplateLiteral" ? textsOf(node) : [];
    if (said?.includes(" ") === true) found.add(said);
    if (node.type === "ConditionalExpression") [node.consequent, node.alternate].forEach(take);
  };
  walk(parseAst(text, { lang: "ts" }) as unknown as Node, (node) => {
    const callee = node.callee as Readonly<{ name?: string }> | undefined;
    const isRefusing = node.type === "CallExpression" && /^(?:when|because)$/.test(callee?.name ?? "");
    const isFault = node.type === "NewExpression" && callee?.name === "Fault";
    if (isRefusing || isFault) (node.arguments as readonly unknown[]).slice(1, 4).forEach(take);
    if (node.type === "Property" && (node.key as { name?: string }).name === "message") take(node.value);
    if (node.type === "VariableDeclarator" && (node.id as { name?: string }).name === "message") take(node.init);
  });
  return [...found];
}

function textsOf(node: Node): readonly string[] {
  if (node.type === "Literal") return typeof node.value === "string" ? [node.value] : [];
  const quasis = node.quasis as readonly Readonly<{ value: Readonly<{ cooked: string }> }>[];
  return [quasis.map(({ value }) => value.cooked).join("{}")];
}
