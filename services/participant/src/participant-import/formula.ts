/** Cells that a spreadsheet would run instead of showing. Pure. */

/** Whether a spreadsheet takes the text for a formula, wide signs too; numbers and telephone numbers with a sign are none. */
export function isFormula(text: string): boolean {
  return /^[=@\t\r\n\uff1d\uff20\uff0b\uff0d]/.test(text) || (/^[+-]/.test(text) && !/^[+-][\d\s.,:/-]*$/.test(text));
}

/** The text so that every spreadsheet shows it. */
export function harmless(text: string): string {
  return isFormula(text) ? `'${text}` : text;
}
