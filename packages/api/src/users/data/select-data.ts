import { isDataPath, type UserPath } from "@roster/contract";
import { endOfValue, type JsonText, trustedJsonText, walkJson } from "@roster/contract/json";

const OPENING_BRACE = "{".charCodeAt(0);

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

/** The selected part of the object that starts at `start`, and the object's end. */
function pick(text: string, start: number, selection: Selection): Picked {
  const members: string[] = [];
  const end = walkJson(text, start, (name, at) => {
    const key = String(name);
    const selected = selection.get(key);
    const isObject = text.charCodeAt(at) === OPENING_BRACE;
    const part = selected instanceof Map && isObject ? pick(text, at, selected) : undefined;
    const valueEnd = part?.end ?? endOfValue(text, at);
    const token = selected === "whole" ? text.slice(at, valueEnd) : (part?.object ?? "{}");
    // An object without any of the selected paths is omitted, unlike a selected empty object.
    if (selected === "whole" || token !== "{}") members.push(`${JSON.stringify(key)}:${token}`);
    return valueEnd;
  });
  return { object: `{${members.join(",")}}`, end };
}
