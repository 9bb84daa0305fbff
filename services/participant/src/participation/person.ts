/** Persons, who never leave this service. Pure. */
import type { LocalDate } from "@inclusion/kernel";

/** Sex as the authorities' reports ask for it. */
export type Sex = "F" | "M";

/** A person; the id says nothing, and there is no name. */
export type Person = Readonly<{ id: string; birthDate: LocalDate; sex: Sex; synthetic: boolean }>;
