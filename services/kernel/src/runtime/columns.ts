import type { ValueTransformer } from "typeorm";

/** `bigint` minor units in TypeScript, `bigint` in PostgreSQL (which the driver gives as text). */
export const minorColumn: ValueTransformer = {
  to: (minor: bigint | null) => (minor === null ? null : String(minor)),
  from: (stored: string | null) => (stored === null ? null : BigInt(stored)),
};
