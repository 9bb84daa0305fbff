import { type ConstDirectiveNode, type DocumentNode, type NameNode, print, visit } from "graphql";

/** Every use of `@access`, by its coordinate (`Programme` or `Programme.grant`), as it is printed. */
export function accessUses(document: DocumentNode): ReadonlyMap<string, string> {
  const uses = new Map<string, string>();
  const note = (coordinate: string, directives: readonly ConstDirectiveNode[] | undefined): void => {
    const access = directives?.find(({ name }) => name.value === "access");
    if (access !== undefined) uses.set(coordinate, print(access));
  };
  const ofType = (node: TypeLike): void => {
    note(node.name.value, node.directives);
    for (const field of node.fields ?? []) note(`${node.name.value}.${field.name.value}`, field.directives);
  };
  visit(document, {
    ObjectTypeDefinition: ofType,
    ObjectTypeExtension: ofType,
    InterfaceTypeDefinition: ofType,
    InterfaceTypeExtension: ofType,
  });
  return uses;
}

/** Says of each use of `@access` in a service whether the supergraph has lost or changed it. */
export function lostAccess(services: readonly DocumentNode[], supergraph: DocumentNode): readonly string[] {
  const kept = accessUses(supergraph);
  return services.flatMap((service) =>
    [...accessUses(service)].flatMap(([coordinate, wanted]) => {
      const found = kept.get(coordinate);
      if (found === wanted) return [];
      return [`${coordinate} has ${wanted} in its service, but ${found ?? "no @access"} in the supergraph.`];
    }),
  );
}

type TypeLike = Readonly<{
  name: NameNode;
  directives?: readonly ConstDirectiveNode[] | undefined;
  fields?: readonly Readonly<{ name: NameNode; directives?: readonly ConstDirectiveNode[] | undefined }>[] | undefined;
}>;
