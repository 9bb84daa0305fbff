/** Texts that break what takes them for more than a text, and how they are put into every place that takes a text. */
import {
  type GraphQLInputType,
  type GraphQLSchema,
  getNamedType,
  getNullableType,
  isCompositeType,
  isEnumType,
  isInputObjectType,
  isListType,
  isObjectType,
  isScalarType,
} from "graphql";

const SQL = [
  ...[
    "'",
    "''",
    "\\'",
    '"',
    "`",
    ";",
    "--",
    "/*",
    "*/",
    "' OR '1'='1",
    "' OR 1=1 --",
    "') OR ('1'='1",
    "1; DROP TABLE x",
  ],
  ...[
    "'; SELECT pg_sleep(3); --",
    "' UNION SELECT version() --",
    "$$; SELECT 1; $$",
    "$1",
    ["$", "{1}"].join(""),
    ":id",
    "?",
    "%s",
  ],
  ...["' || (SELECT current_user) || '", "E'\\047'", "x'; SET app.municipalities = '*'; --", "*", "0751,0101", "{*}"],
  ...[
    "set_config('app.programmes','*',true)",
    "1 OR 1=1",
    "1) OR (1=1",
    "NULL",
    "null",
    "undefined",
    "ORDER BY 1",
    "@>",
  ],
  ...["'::text", "'::uuid", "CAST(1 AS int)", "lo_import('/etc/passwd')", "\\x41"],
];
const PATTERNS = [
  ...[
    "%",
    "_",
    "%%%%%%%%%%%%",
    "%a%a%a%a%a%a%",
    "\\%",
    "\\_",
    "[a-z]*",
    "(a+)+$",
    "^(.*)*$",
    "(?:x){1000}",
    "a{99999}",
  ],
  ...["a & b", "a | !b", "a <-> b", "'a':*", "!!", "(", ")", "((((", "a:*", "& & &", "<->", "a\\", "***", "\\"],
];
const BYTES = [
  ..."\u0000 \u0000abc abc\u0000def \u0001 \u0007 \b \u001b[31mred \u001b]0;x\u0007 \u007f \u0085 \u2028 \u2029 \ufeff".split(
    " ",
  ),
  ...[
    "\r\n",
    "\n",
    "\t",
    "a\r\nSet-Cookie: a=b",
    '\n{"level":"error","msg":"forged"}',
    "a\u0000",
    "\ud800",
    "\udfff\ud800",
    "\udc00x",
  ],
  ...[
    "\u202eabc",
    "\u200b",
    "e\u0301".repeat(50),
    "Z͑ͫ̓ͪ̂ͫ̽",
    "\u{1F468}\u200d\u{1F469}\u200d\u{1F467}",
    "\uffff",
    "\u{10ffff}",
    "İ",
    "ß",
    "ﬁ",
    "ＡＢＣ",
    "＇",
    "％",
  ],
];
const SHEETS = [
  ...[
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    '=HYPERLINK("http://x")',
    "=cmd|' /C calc'!A0",
    "\t=1+1",
    "\r=1+1",
    "＝1+1",
    "＋1",
    "'=1",
  ],
  ...["a;b", "a,b", '"a";"b"', "a\tb", "=DDE(1)", "=IMPORTXML(A1)", "-2+3+cmd|' /C calc'!A0", "|x", "%0A=1"],
];
const KEYS = [
  ...[
    "__proto__",
    "constructor",
    "prototype",
    "toString",
    "hasOwnProperty",
    "valueOf",
    "__defineGetter__",
    "then",
    "length",
  ],
  ...[
    "__typename",
    "__schema",
    "_entities",
    "_service",
    "id",
    "NaN",
    "Infinity",
    "-0",
    "1e309",
    "0x10",
    "1_000",
    "٣",
    "१",
    "⅓",
  ],
  ...[
    "true",
    "false",
    "[]",
    "{}",
    "[object Object]",
    '{"$gt":""}',
    '{"a":1}',
    "[[[[[[[[]]]]]]]]",
    "function(){}",
    "() => 1",
  ],
];
const PLACES = [
  ...["../../etc/passwd", "..\\..\\x", "file:///etc/passwd", "http://127.0.0.1:5432/", "http://169.254.169.254/"],
  ...[
    "javascript:alert(1)",
    "data:text/html,x",
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<!--",
    "]]>",
  ],
  ...["<?xml version='1.0'?><!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/passwd'>]>", "{{7*7}}", "#{7*7}", "<%= 7*7 %>"],
  ...["`id`", "$(id)", "| id", "; id", "&& id", "%00", "%0d%0a", "%27", "&#39;", "&lt;", "\\u0027", "\\u0000"],
  ...["C:\\con", "nul", "a".repeat(300), "a".repeat(5_000), " ", "", "   \n  ", ".", "..", "/", "//", "~", "-"],
];
const NUMBERS = [
  ...["610190-9995", "6101909995", "900101-1234", "61 01 90 99 95", "0", "-1", "00000000", "99999999", "2147483648"],
  ...[
    "9223372036854775808",
    "99999999999999999999.99",
    "1.234,56",
    "1,5",
    "1.005",
    "-0.00",
    "+1.00",
    "1.",
    ".5",
    "1e3",
  ],
  ...[
    "2020-02-30",
    "0000-00-00",
    "9999-12-31",
    "20200101",
    "2020-01-01T00:00:00Z",
    "infinity",
    "-infinity",
    "now",
    "epoch",
  ],
];

/** All of them; the numbers that look like a person's are of no day. */
export const INJECTIONS: readonly string[] = [
  ...new Set([...SQL, ...PATTERNS, ...BYTES, ...SHEETS, ...KEYS, ...PLACES, ...NUMBERS]),
];

/** What no answer may hold whatever was sent: words of the database's errors, of stacks and of addresses. */
export const TELLTALE =
  /INTERNAL_SERVER_ERROR|syntax error|QueryFailed|PostgresQuery|pg_catalog|violates|invalid byte|invalid input syntax|node_modules|\.ts:\d|at async |ECONN|SELECT \w+ FROM|relation "|column "/;

/** Values for an input in which every text is another one of the injections, counted from `from`. */
export function injector(from: number): (type: GraphQLInputType, ids: (name: string) => string | null) => unknown {
  let next = from;
  const take = (): string => INJECTIONS[next++ % INJECTIONS.length] ?? "";
  const value = (type: GraphQLInputType, ids: (name: string) => string | null, name: string): unknown => {
    const of = getNullableType(type);
    if (isListType(of)) return [value(of.ofType, ids, name)];
    if (isEnumType(of)) return of.getValues()[0]?.name;
    if (isInputObjectType(of)) {
      const fields = Object.values(of.getFields());
      return Object.fromEntries(fields.map((field) => [field.name, value(field.type, ids, field.name)]));
    }
    if (!isScalarType(of)) return null;
    if (of.name === "ID") return ids(name) ?? take();
    if (of.name === "String") return take();
    return PLAIN[of.name] ?? null;
  };
  return (type, ids) => value(type, ids, "");
}

const PLAIN: Readonly<Record<string, unknown>> = {
  ...{ Int: 1, Float: 1, Boolean: false, LocalDate: "2020-01-01" },
  ...{ Instant: "2020-01-01T00:00:00.000Z", DecimalString: "1.00" },
};

/** A field with arguments, as a document whose variables carry them. */
export type AskedField = Readonly<{
  name: string;
  query: string;
  args: readonly Readonly<{ name: string; type: GraphQLInputType }>[];
}>;

/** Fields of Query and of a programme that take arguments. */
export function fieldsWithArguments(schema: GraphQLSchema, programme: string): readonly AskedField[] {
  return ["Query", "Programme"].flatMap((type) => {
    const owner = schema.getType(type);
    return (isObjectType(owner) ? Object.values(owner.getFields()) : [])
      .filter(({ args }) => args.length > 0)
      .map((field) => {
        const variables = field.args.map((argument) => `$${argument.name}: ${argument.type}`).join(", ");
        const given = field.args.map(({ name }) => `${name}: $${name}`).join(", ");
        const inner = `${field.name}(${given})${isCompositeType(getNamedType(field.type)) ? " { __typename }" : ""}`;
        const asked = type === "Query" ? inner : `programme(slug: "${programme}") { ${inner} }`;
        return { name: `${type}.${field.name}`, query: `query (${variables}) { ${asked} }`, args: field.args };
      });
  });
}
