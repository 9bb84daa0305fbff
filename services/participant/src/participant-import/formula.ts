/** Cells that a spreadsheet would run instead of showing. Pure. */

/** Whether a spreadsheet takes the text for a formula; numbers and telephone numbers with a sign are none. */
export function isFormula(text: string): boolean {
  return /^[=@\t\r]/.test(text) || (/^[+-]/.test(text) && !/^[+-][\d\s.,:/-]*$/.test(text));
}

/** The text so that every spreadsheet shows it. */
export function harmless(text: string): string {
  return isFormula(text) ? `'${text}` : text;
}
