import { type DocumentNode, parse, print, visit } from "graphql";

/**
 * The SDL that clients see, from a supergraph: without the federation's own types and directives.
 *
 * @throws Error when something is `@inaccessible`, which is not supported
 */
export function apiSdlOf(supergraphSdl: string): string {
  const drop = (node: { name: { value: string } }): null | undefined => (ofFederation(node) ? null : undefined);
  const api: DocumentNode = visit(parse(supergraphSdl), {
    ScalarTypeDefinition: drop,
    EnumTypeDefinition: drop,
    InputObjectTypeDefinition: drop,
    DirectiveDefinition: drop,
    Directive: (node) => {
      if (node.name.value === "inaccessible") throw new Error("@inaccessible is not supported by the checks.");
      return drop(node);
    },
  });
  return print(api);
}

function ofFederation({ name }: { name: { value: string } }): boolean {
  return /^(join|link)(__|$)/.test(name.value);
}
