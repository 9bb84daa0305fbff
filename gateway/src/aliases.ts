/**
 * The rule against aliases that take another field's name.
 *
 * The gateway joins what services answer by the name in the answer. An alias that is the name of another field can
 * therefore put its value where that field's value is expected: it can forge the input of a field with `@requires`,
 * show a field that is `@inaccessible`, or give an entity a wrong value.
 */
import { type ASTVisitor, GraphQLError, parse, type ValidationContext, type ValidationRule, visit } from "graphql";

/** The rule for a supergraph. Names come from the supergraph, so that hidden and external fields count as well. */
export function shadowingAliasRule(supergraphSdl: string): ValidationRule {
  const names = new Set<string>();
  visit(parse(supergraphSdl, { noLocation: true }), {
    FieldDefinition(node) {
      names.add(node.name.value);
    },
  });
  return (context: ValidationContext): ASTVisitor => ({
    Field(node) {
      const alias = node.alias?.value;
      if (alias === undefined || alias === node.name.value || !isTaken(alias, names)) return;
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

function isTaken(alias: string, names: ReadonlySet<string>): boolean {
  return alias.startsWith("__") || alias === "prototype" || alias in Object.prototype || names.has(alias);
}
