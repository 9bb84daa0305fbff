/**
 * Signs that a page was not copied whole: no word of such a text can be trusted.
 */

/** Characters that no page shows: lost letters, control characters but tab and line break, marks heaped on a letter. */
const UNPRINTABLE = /\ufffd|[^\P{Cc}\t]|\p{M}{5}/u;

/** UTF-8 that was read as Latin-1 or Windows-1252: `Ã¸` for ø, `â€“` for an en dash, `Â` before a space that does not break. */
const MISREAD = /Ã[\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]|â[€‚]|Â[\u0080-\u00bf]/;

/** The first damaged line of `text`, counted from 1; null when the text is whole. Lines that begin with `#` are not looked at. */
export function damagedLine(text: string): number | null {
  const lines = text.split(/\r\n|[\n\r\u2028\u2029]/);
  const index = lines.findIndex(
    (line) => !/^[\s\ufeff]*#/.test(line) && (!line.isWellFormed() || UNPRINTABLE.test(line) || MISREAD.test(line)),
  );
  return index === -1 ? null : index + 1;
}
