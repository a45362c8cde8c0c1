import { isDataPath, type User, type UserPath } from "@roster/contract";
import { isObjectToken, membersOf, trustedJsonText } from "@roster/contract/json";

/** The user with only the selected paths of its data, in their original order. */
export function selectData(user: User, select: readonly UserPath[]): User {
  const selection: Selection = new Map();
  for (const [, ...keys] of select.filter(isDataPath)) addPath(selection, keys);
  return { ...user, data: trustedJsonText(pick(user.data.text, selection)) };
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

function pick(object: string, selection: Selection): string {
  const members: string[] = [];
  for (const { key, keyToken, valueToken } of membersOf(object)) {
    const selected = selection.get(key);
    if (selected === undefined) continue;
    const part = selected === "whole" ? valueToken : pickPart(valueToken, selected);
    if (part !== undefined) members.push(`${keyToken}:${part}`);
  }
  return `{${members.join(",")}}`;
}

/** Undefined for an object without any of the selected paths, and for a value that is not an object. */
function pickPart(token: string, selection: Selection): string | undefined {
  const part = isObjectToken(token) ? pick(token, selection) : "{}";
  return part === "{}" ? undefined : part;
}
