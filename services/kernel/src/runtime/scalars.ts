import { GraphQLError, GraphQLScalarType, Kind } from "graphql";
import { decimalOf, type LocalDate, type Money, parseDecimal, parseLocalDate } from "../pure/index.ts";

function textScalar<Value>(
  name: string,
  parse: (text: string) => Value | null,
  print: (value: Value) => string,
  example: string,
): GraphQLScalarType<Value, string> {
  const read = (value: unknown): Value => {
    const parsed = typeof value === "string" ? parse(value) : null;
    if (parsed === null) throw new GraphQLError(`${name} is written like "${example}".`);
    return parsed;
  };
  return new GraphQLScalarType<Value, string>({
    name,
    serialize: (value) => print(value as Value),
    parseValue: read,
    parseLiteral: (node) => read(node.kind === Kind.STRING ? node.value : undefined),
  });
}

function parseInstant(text: string): Date | null {
  const shape = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,6})?(Z|[+-]\d{2}:\d{2})$/;
  const at = new Date(text);
  if (!shape.test(text) || Number.isNaN(at.getTime()) || parseLocalDate(text.slice(0, 10)) === null) return null;
  return at;
}

/** Resolvers of the scalars of `schema/shared.graphql`, for every service. */
export const scalarResolvers = {
  LocalDate: textScalar<LocalDate>("LocalDate", parseLocalDate, (day) => day, "2021-03-31"),
  Instant: textScalar<Date>("Instant", parseInstant, (at) => new Date(at).toISOString(), "2021-03-31T12:00:00.000Z"),
  DecimalString: textScalar<bigint>("DecimalString", parseDecimal, decimalOf, "26103298.00"),
};

/** A `Money` of the graph. */
export function moneyOf(minor: bigint, currency: Money["currency"]): { amount: bigint; currency: Money["currency"] } {
  return { amount: minor, currency };
}
