import { isDataPath, type UserPath } from "@roster/contract";
import { endOfString, endOfValue, type JsonText, trustedJsonText } from "@roster/contract/json";

const OPENING_BRACE = "{".charCodeAt(0);
const QUOTE = '"'.charCodeAt(0);
const COMMA = ",".charCodeAt(0);

/** Keeps only the selected paths of data, in their original order. */
export function dataSelector(select: readonly UserPath[]): (data: JsonText) => JsonText {
  const selection: Selection = new Map();
  for (const [, ...keys] of select.filter(isDataPath)) addPath(selection, keys);
  return ({ text }) => trustedJsonText(pick(text, 0, selection).object);
}

/** What to return of each key: its whole value or a part of it. */
type Selection = Map<string, Selection | "whole">;

function addPath(selection: Selection, [key = "", ...below]: readonly string[]): void {
  const known = selection.get(key);
  if (known === "whole") return;
  const part: Selection = known ?? new Map();
  selection.set(key, below.length === 0 ? "whole" : part);
  if (below.length > 0) addPath(part, below);
}

interface Picked {
  readonly object: string;
  readonly end: number;
}

/** The selected part of the object that starts at `start`, and the object's end. The text is minified. */
function pick(text: string, start: number, selection: Selection): Picked {
  const members: string[] = [];
  let missing = selection.size;
  let at = start + 1;
  while (text.charCodeAt(at) === QUOTE) {
    const keyEnd = endOfString(text, at);
    const valueStart = keyEnd + 1;
    const keyToken = text.slice(at, keyEnd);
    const selected = missing > 0 ? selection.get(keyOf(keyToken)) : undefined;
    if (selected) missing -= 1;
    const isObject = text.charCodeAt(valueStart) === OPENING_BRACE;
    const part = selected instanceof Map && isObject ? pick(text, valueStart, selected) : undefined;
    const end = part?.end ?? endOfValue(text, valueStart);
    const token = selected === "whole" ? text.slice(valueStart, end) : (part?.object ?? "{}");
    // An object without any of the selected paths is omitted, unlike a selected empty object.
    if (selected === "whole" || token !== "{}") members.push(`${keyToken}:${token}`);
    at = text.charCodeAt(end) === COMMA ? end + 1 : end;
    // Nothing needs the end of the data itself.
    if (missing === 0 && start === 0) break;
  }
  return { object: `{${members.join(",")}}`, end: at + 1 };
}

const parseString: (token: string) => string = JSON.parse;

const keyOf = (token: string) => (token.includes("\\") ? parseString(token) : token.slice(1, -1));
