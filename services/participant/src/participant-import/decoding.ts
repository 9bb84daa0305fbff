/** Bytes of a spreadsheet's file as text and back, without the loss of a byte. Pure. */

/** Encodings in which municipalities' systems write CSV. */
export type Encoding = "UTF_8" | "WINDOWS_1252";

/** A decoded file; `bom` says that the file begins with the mark of UTF-8, which is not in `text`. */
export type Decoded = Readonly<{ text: string; encoding: Encoding; bom: boolean }>;

/** What Windows-1252 has where ISO 8859-1 has control characters; a space marks the five bytes that mean nothing. */
const HIGH_CONTROLS = "€ ‚ƒ„…†‡ˆ‰Š‹Œ Ž  ‘’“”•–—˜™š›œ žŸ";
const BYTE_OF: ReadonlyMap<string, number> = new Map(
  [...HIGH_CONTROLS].flatMap((letter, index) => (letter === " " ? [] : [[letter, 0x80 + index]])),
);

/** Text never holds these; a file that does is a picture, a workbook or UTF-16. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it looks for
const BINARY = /[\u0000-\u0008\u000e-\u001a\u001c-\u001f\u007f]/;

/** Reads UTF-8, with or without its mark, and takes everything else for Windows-1252; null when it is no text at all. */
export function decode(bytes: Uint8Array): Decoded | null {
  const bom = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
  const content = bom ? bytes.subarray(3) : bytes;
  const utf8 = decodeUtf8(content);
  const text = utf8 ?? decodeWindows1252(content);
  if (BINARY.test(text)) return null;
  return { text, encoding: utf8 === null ? "WINDOWS_1252" : "UTF_8", bom: bom && utf8 !== null };
}

/** `text` in an encoding; a letter that Windows-1252 lacks becomes a question mark. */
export function encode(text: string, encoding: Encoding, bom: boolean): Uint8Array {
  if (encoding === "UTF_8") return new TextEncoder().encode(bom ? `\ufeff${text}` : text);
  return Uint8Array.from(text, (letter) => BYTE_OF.get(letter) ?? latin1(letter));
}

function decodeUtf8(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return null;
  }
}

function decodeWindows1252(bytes: Uint8Array): string {
  const letters: string[] = [];
  for (let at = 0; at < bytes.length; at += 8_192) {
    letters.push(String.fromCharCode(...bytes.subarray(at, at + 8_192)));
  }
  return letters.join("").replace(/[\u0080-\u009f]/g, (control) => {
    const letter = HIGH_CONTROLS[control.charCodeAt(0) - 0x80] as string;
    return letter === " " ? control : letter;
  });
}

function latin1(letter: string): number {
  const code = letter.codePointAt(0) as number;
  return code <= 0xff ? code : 0x3f;
}
