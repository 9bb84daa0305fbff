/**
 * States what must hold if our own code is right.
 *
 * @throws Error when it does not: a bug of ours, never a fault of the caller's input.
 */
export function invariant(holds: unknown, message: string): asserts holds {
  if (!holds) throw new Error(`Broken invariant: ${message}`);
}
