/** What of an answer is told in the caller's language: messages of refusals, and labels. Decided here for every service. */
import {
  defaultFieldResolver,
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLSchema,
  getNamedType,
  isEnumType,
  isObjectType,
} from "graphql";
import {
  type DanishTexts,
  inDanish,
  invariant,
  KERNEL_PHRASES,
  type Phrasebook,
  phrasebookOf,
  type Said,
} from "../pure/index.ts";
import type { BaseContext } from "./context.ts";

/** For a service without refusals and sentences of its own. */
export const NO_DANISH: DanishTexts = { refusals: {}, phrases: {} };

/** The sentences of a service and of the kernel. */
export function danishOf({ phrases }: Pick<DanishTexts, "phrases"> = NO_DANISH): Phrasebook {
  return phrasebookOf({ ...KERNEL_PHRASES, ...phrases });
}

/**
 * Lets each message of a refusal, a warning or a finding, what an indicator counts, and each `Label.text` follow the
 * caller's language.
 *
 * @throws Error when a code of a refusal has no Danish text
 */
export function speakDanish(schema: GraphQLSchema, danish: DanishTexts): void {
  const find = danishOf(danish);
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type)) continue;
    if (type.getInterfaces().some(({ name }) => name === "Refusal")) tellRefusal(type, danish, find);
    else tellRemark(type.getFields().message, find);
    const definition = DEFINITIONS[type.name];
    if (definition !== undefined) tellRemark(type.getFields()[definition], find);
    if (type.name === "Label") tellLabel(type);
  }
}

function tellRefusal(type: GraphQLObjectType, { refusals }: DanishTexts, find: Phrasebook): void {
  const { code, message } = type.getFields();
  const codes = getNamedType(code?.type);
  invariant(isEnumType(codes) && message !== undefined, `${type.name} has a code and a message`);
  const meanings = refusals[codes.name] ?? {};
  for (const { name } of codes.getValues()) {
    invariant(Object.hasOwn(meanings, name), `${codes.name}.${name} has a Danish text`);
  }
  const resolve = message.resolve ?? defaultFieldResolver;
  message.resolve = (source: { code: string }, args, context: BaseContext, info) => {
    const english = resolve(source, args, context, info) as string;
    return context.language === "da" ? inDanish(find, english, meanings[source.code] ?? "") : english;
  };
}

/** Where it is told by which words an indicator is counted: type -> field. Words that somebody agreed upon are theirs. */
const DEFINITIONS: Readonly<Record<string, string>> = { IndicatorDefinition: "text", IndicatorTarget: "definition" };

/** Warnings and findings have a message as well; one without Danish stays as it is. */
function tellRemark(field: GraphQLField<unknown, BaseContext> | undefined, find: Phrasebook): void {
  if (field === undefined || getNamedType(field.type).name !== "String") return;
  const resolve = field.resolve ?? defaultFieldResolver;
  field.resolve = (source, args, context: BaseContext, info) => {
    const english = resolve(source, args, context, info) as string;
    return context.language === "da" ? (find(english) ?? english) : english;
  };
}

function tellLabel(type: GraphQLObjectType): void {
  const text = type.getFields().text as GraphQLField<Said, BaseContext> | undefined;
  if (text !== undefined) text.resolve = (label, _args, { language }) => label[language];
}
