/** Codes of the common procurement vocabulary (CPV): eight digits and one that checks them. Pure. */
import { accept, type Decision, refuse } from "@inclusion/kernel";

/** A division: the first two digits, with its name shortened in our words. */
export type CpvDivision = Readonly<{ code: string; nameDa: string; nameEn: string }>;

/**
 * The 45 divisions, by code; the 9,000 codes below them are not kept here.
 *
 * @source docs/sources.md#cpv
 */
const NAMES: Readonly<Record<string, readonly [string, string]>> = {
  "03": ["Landbrug, skovbrug og fiskeri", "Farming, forestry and fishing products"],
  "09": ["Brændsel og energi", "Fuels and energy"],
  "14": ["Minedrift og råstoffer", "Mining and raw materials"],
  "15": ["Føde- og drikkevarer", "Food and drink"],
  "16": ["Landbrugsmaskiner", "Farm machinery"],
  "18": ["Beklædning og fodtøj", "Clothing and footwear"],
  "19": ["Læder, tekstil, plast og gummi", "Leather, textile, plastic and rubber"],
  "22": ["Tryksager", "Printed matter"],
  "24": ["Kemiske produkter", "Chemical products"],
  "30": ["Kontor- og computerudstyr", "Office and computing equipment"],
  "31": ["Elektrisk materiel og belysning", "Electrical equipment and lighting"],
  "32": ["Radio, tv og telekommunikation", "Radio, television and telecommunication"],
  "33": ["Medicinsk udstyr og plejeprodukter", "Medical equipment and care products"],
  "34": ["Transportmateriel", "Transport equipment"],
  "35": ["Sikkerheds- og forsvarsudstyr", "Security and defence equipment"],
  "37": ["Musik, sport, spil og kunsthåndværk", "Music, sport, games and crafts"],
  "38": ["Laboratorie- og præcisionsudstyr", "Laboratory and precision equipment"],
  "39": ["Møbler, inventar og rengøringsmidler", "Furniture, furnishings and cleaning products"],
  "41": ["Vand", "Water"],
  "42": ["Industrimaskiner", "Industrial machinery"],
  "43": ["Maskiner til minedrift og byggeri", "Mining and building machinery"],
  "44": ["Byggematerialer", "Building materials"],
  "45": ["Bygge- og anlægsarbejde", "Construction work"],
  "48": ["Programpakker og it-systemer", "Software packages and systems"],
  "50": ["Reparation og vedligeholdelse", "Repair and maintenance"],
  "51": ["Installation", "Installation"],
  "55": ["Hotel, restaurant og detailhandel", "Hotel, restaurant and retail services"],
  "60": ["Transport", "Transport services"],
  "63": ["Hjælpetjenester til transport, rejser", "Services that support transport, travel"],
  "64": ["Post og telekommunikation", "Post and telecommunication services"],
  "65": ["Forsyning", "Public utilities"],
  "66": ["Finans og forsikring", "Finance and insurance"],
  "70": ["Fast ejendom", "Real estate"],
  "71": ["Arkitekt- og ingeniørydelser", "Architecture and engineering"],
  "72": ["It-tjenester", "IT services"],
  "73": ["Forskning og udvikling", "Research and development"],
  "75": ["Offentlig forvaltning", "Public administration"],
  "76": ["Tjenester til olie og gas", "Oil and gas services"],
  "77": ["Land- og skovbrugstjenester, gartneri", "Farming, forestry and gardening services"],
  "79": ["Forretningstjenester", "Business services"],
  "80": ["Uddannelse", "Education and training"],
  "85": ["Sundhed og socialt arbejde", "Health and social work"],
  "90": ["Renovation, rengøring og miljø", "Waste, cleaning and environment"],
  "92": ["Fritid, kultur og sport", "Leisure, culture and sport"],
  "98": ["Andre tjenester", "Other services"],
};

/** All divisions, by code. */
export const CPV_DIVISIONS: readonly CpvDivision[] = Object.entries(NAMES)
  .map(([code, [nameDa, nameEn]]) => ({ code, nameDa, nameEn }))
  .sort((a, b) => (a.code < b.code ? -1 : 1));

const BY_CODE = new Map(CPV_DIVISIONS.map((division) => [division.code, division]));
const WEIGHTS = [3, 7, 1, 3, 7, 1, 3, 7];

/** The division that a code or a division's own two digits name; null when there is none. */
export function divisionOf(code: string): CpvDivision | null {
  return BY_CODE.get(code.slice(0, 2)) ?? null;
}

/**
 * The digit that checks eight digits: the last one of their sum with the weights 3, 7 and 1 in turn. The rule is not
 * printed in the regulation; it was found from published codes, and the tests hold it to them.
 *
 * @source docs/sources.md#cpv
 */
export function cpvCheckDigit(digits: string): string {
  return String(WEIGHTS.reduce((sum, weight, at) => sum + weight * Number(digits[at]), 0) % 10);
}

/**
 * Reads a code: eight digits, or eight digits, a hyphen and the check digit. That the code is one of the vocabulary is
 * known of its division only.
 *
 * @returns the eight digits
 * @refuses CPV_SHAPE, CPV_CHECK_DIGIT, CPV_DIVISION_UNKNOWN
 */
export function readCpv(
  text: string,
  field: readonly string[],
): Decision<string, "CPV_SHAPE" | "CPV_CHECK_DIGIT" | "CPV_DIVISION_UNKNOWN"> {
  const parts = /^([0-9]{8})(?:-([0-9]))?$/.exec(text.trim());
  const digits = parts?.[1];
  if (digits === undefined) {
    return refuse({ code: "CPV_SHAPE", message: "Write eight digits, as 90910000 or 90910000-9.", field });
  }
  const check = parts?.[2];
  if (check !== undefined && check !== cpvCheckDigit(digits)) {
    const message = `The check digit of ${digits} is ${cpvCheckDigit(digits)}, not ${check}: one digit is mistyped.`;
    return refuse({ code: "CPV_CHECK_DIGIT", message, field });
  }
  if (divisionOf(digits) === null) {
    const message = `There is no division ${digits.slice(0, 2)} in the vocabulary.`;
    return refuse({ code: "CPV_DIVISION_UNKNOWN", message, field });
  }
  return accept(digits);
}
