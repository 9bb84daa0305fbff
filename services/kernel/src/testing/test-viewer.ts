import { type Limits, NOTHING, UNLIMITED, type Viewer } from "../pure/index.ts";

/** A viewer with these scopes who may see every row. */
export function viewerWith(...scopes: readonly string[]): Viewer {
  return viewerWithin(UNLIMITED, ...scopes);
}

/** A viewer with these scopes who may see what `limits` names, and nothing where it names nothing. */
export function viewerWithin(limits: Partial<Limits>, ...scopes: readonly string[]): Viewer {
  return {
    subject: "test:viewer",
    name: "Test viewer",
    roles: ["test"],
    scopes: ["public", "signed-in", ...scopes],
    limits: { ...NOTHING, ...limits },
    documentsOnly: false,
    fixedPeriodsOnly: false,
    expiresAt: null,
  };
}
