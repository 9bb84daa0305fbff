/** Writing down whose data was read: noted field by field, written in one statement before the answer leaves. */
import { defaultFieldResolver, type GraphQLSchema, isObjectType } from "graphql";
import { invariant } from "../pure/index.ts";
import type { BaseContext, PersonsRead } from "./context.ts";

/** What is read of a person when a row of a type is, and who that is. */
export type ReadOf = Readonly<{
  fieldGroup: string;
  /** The subject's id in the row, as the resolvers have it; null for a row that is about nobody. */
  subjectOf: (row: never) => string | null;
}>;

/** What a service writes down of reading. */
export type ReadLog = Readonly<{
  /** Types whose rows are about one person each. */
  types: Readonly<Record<string, ReadOf>>;
  /** The statement that writes it down, without parameters; every value is a literal. */
  statement: (context: Pick<BaseContext, "viewer" | "requestId" | "occasion">, read: PersonsRead) => string;
}>;

/** Lets every field of these types note whose it is. What the access rules refuse is not noted: it is not read. */
export function noteReads(schema: GraphQLSchema, types: ReadLog["types"]): void {
  for (const [name, { fieldGroup, subjectOf }] of Object.entries(types)) {
    const type = schema.getType(name);
    invariant(isObjectType(type), `${name} is a type whose rows are about persons`);
    for (const field of Object.values(type.getFields())) {
      const resolve = field.resolve ?? defaultFieldResolver;
      field.resolve = (source, args, context: BaseContext, info) => {
        const subject = subjectOf(source as never);
        invariant(subject !== undefined, `a row of ${name} says whose it is`);
        if (subject !== null) context.noteRead(fieldGroup, subject);
        return resolve(source, args, context, info);
      };
    }
  }
}
