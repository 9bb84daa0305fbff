/**
 * The rule against aliases that take another field's name.
 *
 * The gateway joins what services answer by the name in the answer. An alias that is the name of another field of the
 * same type can therefore put its value where that field's value is expected: it can forge the input of a field with
 * `@requires`, show a field that is `@inaccessible`, or give an entity a wrong value. Names of other types' fields are
 * harmless, because a value is only ever taken for a field of the object that it belongs to.
 */
import {
  type ASTVisitor,
  type GraphQLCompositeType,
  GraphQLError,
  type GraphQLSchema,
  isAbstractType,
  Kind,
  parse,
  type ValidationContext,
  type ValidationRule,
} from "graphql";

/** Type -> names of its fields. */
type FieldNames = ReadonlyMap<string, ReadonlySet<string>>;

/** The rule for a supergraph. Names come from the supergraph, so that hidden and external fields count as well. */
export function shadowingAliasRule(supergraphSdl: string): ValidationRule {
  const names = fieldNames(supergraphSdl);
  return (context: ValidationContext): ASTVisitor => ({
    Field(node) {
      const alias = node.alias?.value;
      if (alias === undefined || alias === node.name.value) return;
      const parent = context.getParentType();
      if (!isReserved(alias) && !typesAt(context.getSchema(), parent).some((type) => names.get(type)?.has(alias)))
        return;
      context.reportError(
        new GraphQLError(`The alias "${alias}" is refused: it is the name of another field or a reserved name.`, {
          nodes: node,
          extensions: {
            code: "ALIAS_REJECTED",
            hint: `Take another alias, for example "v_${alias.replace(/^_+/, "")}".`,
          },
        }),
      );
    },
  });
}

function fieldNames(supergraphSdl: string): FieldNames {
  const types = parse(supergraphSdl, { noLocation: true }).definitions.filter(
    (node) => node.kind === Kind.OBJECT_TYPE_DEFINITION || node.kind === Kind.INTERFACE_TYPE_DEFINITION,
  );
  return new Map(
    types.map(({ name, fields }) => [name.value, new Set((fields ?? []).map((field) => field.name.value))]),
  );
}

/** The types that an object can be of where a field stands. */
function typesAt(schema: GraphQLSchema, parent: GraphQLCompositeType | null | undefined): readonly string[] {
  if (parent === null || parent === undefined) return [];
  if (!isAbstractType(parent)) return [parent.name];
  return [parent.name, ...schema.getPossibleTypes(parent).map(({ name }) => name)];
}

function isReserved(alias: string): boolean {
  return alias.startsWith("__") || alias === "prototype" || alias in Object.prototype;
}
