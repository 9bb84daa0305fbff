import { withoutInaccessible } from "@inclusion/schema/access";
import { type DocumentNode, parse, print, visit } from "graphql";

/**
 * The SDL that clients see, from a supergraph: without the federation's own types and directives, and without the
 * types and fields that are `@inaccessible`.
 */
export function apiSdlOf(supergraphSdl: string): string {
  const drop = (node: { name: { value: string } }): null | undefined => (ofFederation(node) ? null : undefined);
  const api: DocumentNode = visit(withoutInaccessible(parse(supergraphSdl)), {
    ScalarTypeDefinition: drop,
    EnumTypeDefinition: drop,
    InputObjectTypeDefinition: drop,
    DirectiveDefinition: drop,
    Directive: drop,
  });
  return print(api);
}

function ofFederation({ name }: { name: { value: string } }): boolean {
  return /^((join|link)(__|$)|inaccessible$)/.test(name.value);
}
