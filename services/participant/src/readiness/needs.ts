/** What work must offer to somebody who is ready for it: codes alone, none of which says anything of health. Pure. */

/** A need with its words for people. */
export type ReadinessNeed = Readonly<{ code: string; labelDa: string; labelEn: string }>;

/** The needs that can be stated. A code that was used stays; another meaning gets another code. */
export const NEEDS: readonly ReadinessNeed[] = [
  { code: "CALM_SETTING", labelDa: "Rolige omgivelser", labelEn: "Calm setting" },
  { code: "CLEAR_TASKS", labelDa: "Klare og afgrænsede opgaver", labelEn: "Clear and bounded tasks" },
  { code: "DAYTIME_ONLY", labelDa: "Kun dagtimer", labelEn: "Daytime hours only" },
  { code: "FEW_CUSTOMERS", labelDa: "Kun lidt kundekontakt", labelEn: "Little contact with customers" },
  { code: "FIXED_HOURS", labelDa: "Faste mødetider", labelEn: "Fixed hours" },
  { code: "FLEXIBLE_HOURS", labelDa: "Fleksible mødetider", labelEn: "Flexible hours" },
  { code: "GRADUAL_HOURS", labelDa: "Timer, der øges trinvist", labelEn: "Hours that grow step by step" },
  { code: "MENTOR_AT_WORK", labelDa: "Mentor på arbejdspladsen", labelEn: "Mentor at the workplace" },
  { code: "PUBLIC_TRANSPORT", labelDa: "Nåes med offentlig transport", labelEn: "Within reach of public transport" },
  { code: "SIMPLE_DANISH", labelDa: "Opgaver på enkelt dansk", labelEn: "Tasks in simple Danish" },
];

const CODES: ReadonlySet<string> = new Set(NEEDS.map(({ code }) => code));

/** Codes among these that nobody has configured. */
export function unknownNeeds(codes: readonly string[]): readonly string[] {
  return codes.filter((code) => !CODES.has(code));
}
