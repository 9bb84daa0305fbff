/** Names for what the seed makes up. Each says that it is made up; a register number of one is none that is given. */

/** Municipalities of the growth partnerships, an invented choice, with the companies that grow there. */
export const GROWTH_PLACES: readonly Readonly<{ code: string; municipality: string; companies: readonly string[] }>[] =
  [
    { code: "0101", municipality: "Københavns Kommune", companies: ["Opdigtet Café Havblik", "Opdigtet Cykelsmedje"] },
    { code: "0169", municipality: "Høje-Taastrup Kommune", companies: ["Opdigtet Pakkeri"] },
    { code: "0400", municipality: "Bornholms Regionskommune", companies: ["Opdigtet Klippegartneri"] },
    { code: "0461", municipality: "Odense Kommune", companies: ["Opdigtet Bogtrykkeri", "Opdigtet Brødværk"] },
    { code: "0479", municipality: "Svendborg Kommune", companies: ["Opdigtet Sejlmagerhus"] },
    { code: "0540", municipality: "Sønderborg Kommune", companies: ["Opdigtet Genbrugshal"] },
    { code: "0561", municipality: "Esbjerg Kommune", companies: ["Opdigtet Havneservice", "Opdigtet Rengøringslaug"] },
    { code: "0615", municipality: "Horsens Kommune", companies: ["Opdigtet Møbelværksted", "Opdigtet Grønthøst"] },
    { code: "0657", municipality: "Herning Kommune", companies: ["Opdigtet Systue"] },
    { code: "0751", municipality: "Aarhus Kommune", companies: ["Opdigtet Kantinekøkken", "Opdigtet Elektronikhus"] },
    { code: "0813", municipality: "Frederikshavn Kommune", companies: ["Opdigtet Fiskerøgeri"] },
    { code: "0851", municipality: "Aalborg Kommune", companies: ["Opdigtet Byggeservice", "Opdigtet Vaskeri"] },
  ];

/** Companies that asked to join the accelerator and did not. */
export const APPLICANTS: readonly Readonly<{ name: string; code: string }>[] = [
  { name: "Opdigtet Chokoladehus", code: "0101" },
  { name: "Opdigtet Spilcafé", code: "0461" },
  { name: "Opdigtet Keramikstue", code: "0400" },
  { name: "Opdigtet Cateringbus", code: "0751" },
  { name: "Opdigtet Uldspinderi", code: "0813" },
];

/** Employers outside the accelerator. */
export const GROWTH_EMPLOYERS: readonly Readonly<{ name: string; code: string }>[] = [
  { name: "Opdigtet Supermarked Hovedgaden", code: "0101" },
  { name: "Opdigtet Plejehjem Solsiden", code: "0461" },
  { name: "Opdigtet Lager og Transport", code: "0561" },
  { name: "Opdigtet Hotel Strandvej", code: "0851" },
  { name: "Opdigtet Maskinfabrik", code: "0657" },
  { name: "Opdigtet Anlægsgartner", code: "0751" },
];

/** Municipalities of the restart programme, an invented choice, with an employer in each. */
export const RESTART_PLACES: readonly Readonly<{ code: string; employers: readonly string[] }>[] = [
  { code: "0217", employers: ["Opdigtet Værftskantine"] },
  { code: "0430", employers: ["Opdigtet Frugtplantage"] },
  { code: "0621", employers: ["Opdigtet Designlager", "Opdigtet Fjordservice"] },
  { code: "0630", employers: ["Opdigtet Emballagehus"] },
  { code: "0740", employers: ["Opdigtet Papirværk"] },
  { code: "0751", employers: ["Opdigtet Bykøkken", "Opdigtet Havnelager"] },
  { code: "0791", employers: ["Opdigtet Plantehandel"] },
  { code: "0860", employers: ["Opdigtet Kystsavværk"] },
];

/** The earlier programme whose participants return. */
export const EARLIER_PROGRAMME = "Rummelig imidt";

/** The other actor of a municipality. */
export function otherActorName(municipality: string): string {
  return `Opdigtet Jobhus (${municipality})`;
}

/** Who came in the place of an other actor that had left. */
export function newcomerName(municipality: string): string {
  return `Opdigtet Vejviserhus (${municipality})`;
}
