/** Texts that no field of a request may hold, as a civil registration number: looked for once, wherever text is taken. */
import {
  defaultFieldResolver,
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLObjectType,
  type GraphQLSchema,
  getNamedType,
  getNullableType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isObjectType,
  isScalarType,
} from "graphql";
import { isId, isWrittenAsCpr, looksLikeCpr } from "../pure/index.ts";
import { Fault } from "./errors.ts";

/** What is looked for, and what is said of it. The message never repeats the text. */
export type TextGuard = Readonly<{
  /** `field` is where the text stands, as `CostLineInput.invoiceRef`; an argument's is that of its field. */
  isForbidden: (text: string, field: string) => boolean;
  /** Code of the refusal, or the reason of the fault where the field answers with no refusals. */
  code: string;
  message: string;
  /** Fields whose own rules judge every text that they are given, as `Mutation.identityRegister`. */
  except: readonly string[];
  /** Fields whose own rules say what is wrong with a text that cannot be kept, as with a file that was damaged. */
  readDamaged?: readonly string[];
}>;

/**
 * The guard against civil registration numbers.
 *
 * @param numbers fields whose values are numbers of other things, as of invoices: ten digits in a row are none there
 * @param meant fields that are for a civil registration number
 */
export function cprGuard({
  numbers = [],
  meant = [],
  ...guard
}: Omit<TextGuard, "isForbidden"> & Readonly<{ numbers?: readonly string[]; meant?: readonly string[] }>): TextGuard {
  const isForbidden = (text: string, field: string): boolean =>
    !meant.includes(field) && (numbers.includes(field) ? isWrittenAsCpr(text) : looksLikeCpr(text));
  return { ...guard, isForbidden };
}

/**
 * Texts that no database and no file can hold: with the character U+0000, or with half of a pair of UTF-16. Looked for
 * in every service, because the place where they would break is far from whoever sent them.
 */
export const UNREADABLE_TEXT: TextGuard = {
  isForbidden: (text) => text.includes("\0") || !text.isWellFormed(),
  code: "TEXT_UNREADABLE",
  message: "The text holds a character that cannot be kept: U+0000, or half of a surrogate pair.",
  except: [],
};

/** Hashes and the like, in which ten digits in a row say nothing. */
const HEXADECIMAL = /^[0-9a-f]{32,}$/i;

/**
 * Lets each field that takes text look at what it is given before its resolver is asked.
 *
 * A mutation whose payload can be refused with the guard's code is refused, with each field at fault; any other field
 * ends in the fault BAD_USER_INPUT.
 */
export function guardTexts(schema: GraphQLSchema, guard: TextGuard): void {
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || type.name.startsWith("_")) continue;
    for (const field of Object.values(type.getFields())) {
      const isOwn = guard.except.includes(`${type.name}.${field.name}`);
      if (!isOwn && field.args.some((argument) => takesText(argument.type, new Set()))) guardField(type, field, guard);
    }
  }
}

function guardField(type: GraphQLObjectType, field: GraphQLField<unknown, unknown>, guard: TextGuard): void {
  const { code, message } = guard;
  const resolve = field.resolve ?? defaultFieldResolver;
  const refuses = type.name === "Mutation" && canRefuse(field, code);
  field.resolve = (source, args, context, info) => {
    const found = field.args.flatMap((argument) => {
      const path = [argument.name];
      return forbiddenIn(
        { type: argument.type, field: `${type.name}.${field.name}`, path },
        args[argument.name],
        guard,
      );
    });
    if (found.length === 0) return resolve(source, args, context, info);
    if (refuses) return { refusals: found.map((path) => ({ code, message, field: path })) };
    throw new Fault("BAD_USER_INPUT", message, { reason: code, argument: found[0]?.join(".") });
  };
}

function takesText(type: GraphQLInputType, seen: Set<string>): boolean {
  const named = getNamedType(type);
  if (isScalarType(named)) return named.name === "String" || named.name === "ID";
  if (!isInputObjectType(named) || seen.has(named.name)) return false;
  seen.add(named.name);
  return Object.values(named.getFields()).some((field) => takesText(field.type, seen));
}

/** Where a text may stand: what it is of, its field in the schema, and its path in the request. */
type Spot = Readonly<{ type: GraphQLInputType; field: string; path: readonly string[] }>;

function forbiddenIn({ type, field, path }: Spot, value: unknown, guard: TextGuard): string[][] {
  if (value == null) return [];
  const of = getNullableType(type);
  if (isListType(of)) {
    const items: readonly unknown[] = Array.isArray(value) ? value : [value];
    return items.flatMap((item, at) =>
      forbiddenIn({ type: of.ofType, field, path: [...path, String(at)] }, item, guard),
    );
  }
  if (isInputObjectType(of)) {
    const given = value as Readonly<Record<string, unknown>>;
    return Object.values(of.getFields()).flatMap(({ name, type: inner }) =>
      forbiddenIn({ type: inner, field: `${of.name}.${name}`, path: [...path, name] }, given[name], guard),
    );
  }
  const isText = isScalarType(of) && (of.name === "String" || of.name === "ID") && typeof value === "string";
  return isText && !isId(value) && !HEXADECIMAL.test(value) && guard.isForbidden(value, field) ? [[...path]] : [];
}

/** Whether the payload has room for the refusal and for nothing else. */
function canRefuse({ type }: GraphQLField<unknown, unknown>, code: string): boolean {
  const payload = getNullableType(type);
  if (!isObjectType(payload)) return false;
  const { refusals, ...others } = payload.getFields();
  const refusal = refusals === undefined ? null : getNamedType(refusals.type);
  if (!isObjectType(refusal) || Object.values(others).some((field) => isNonNullType(field.type))) return false;
  const codes = getNamedType(refusal.getFields().code?.type);
  return isEnumType(codes) && codes.getValue(code) !== undefined;
}
