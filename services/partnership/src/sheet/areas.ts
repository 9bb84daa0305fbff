/** The seven areas by which the programmes say where their money is used; none of them is an administrative region. */
const AREAS = {
  nordjylland: "NORDJYLLAND",
  midtjylland: "MIDTJYLLAND",
  sydjylland: "SYDJYLLAND",
  fyn: "FYN",
  hovedstaden: "HOVEDSTADEN",
  sjælland: "SJAELLAND",
  bornholm: "BORNHOLM",
} as const;

export type ProgrammeArea = (typeof AREAS)[keyof typeof AREAS];

const AREA_OF: ReadonlyMap<string, ProgrammeArea> = new Map(Object.entries(AREAS));

/** The area of that name, in any case; null when it is none of the seven. */
export function areaNamed(name: string): ProgrammeArea | null {
  return AREA_OF.get(name.toLowerCase()) ?? null;
}
