/** Whether a body of JSON is of a size that is worth reading: looked at as text, before anything is made of it. */

/** Lists and objects within each other; inputs of the graph have fewer than ten. */
const DEEPEST = 64;
/** Values in all: the longest list that a field takes has a thousand. */
const MOST_VALUES = 20_000;

/** What is wrong with a text as the body of a request; null when nothing is. Whether it is JSON is not looked at. */
export function bodyProblem(text: string): "deep" | "long" | null {
  let depth = 0;
  let values = 0;
  for (let at = 0; at < text.length; at += 1) {
    switch (text.charCodeAt(at)) {
      case QUOTE:
        at = endOfText(text, at);
        break;
      case OBJECT:
      case LIST:
        depth += 1;
        values += 1;
        if (depth > DEEPEST) return "deep";
        break;
      case OBJECT_END:
      case LIST_END:
        depth -= 1;
        break;
      case COMMA:
        values += 1;
        break;
    }
    if (values > MOST_VALUES) return "long";
  }
  return null;
}

const QUOTE = 0x22;
const COMMA = 0x2c;
const LIST = 0x5b;
const LIST_END = 0x5d;
const OBJECT = 0x7b;
const OBJECT_END = 0x7d;
const BACKSLASH = "\\";

/** The place of the quotation mark that ends a text; a text without one ends with the body. */
function endOfText(text: string, from: number): number {
  for (let end = text.indexOf('"', from + 1); end !== -1; end = text.indexOf('"', end + 1)) {
    let slashes = 0;
    while (text[end - 1 - slashes] === BACKSLASH) slashes += 1;
    if (slashes % 2 === 0) return end;
  }
  return text.length;
}
