import { isDataPath, type User, type UserPath } from "@roster/contract";
import { isObjectToken, membersOf, trustedJsonText } from "@roster/contract/json";

/** The user with only the selected paths of its data, in their original order. */
export function selectData(user: User, select: readonly UserPath[]): User {
  const paths = select.filter(isDataPath).map(([, ...keys]) => keys);
  return { ...user, data: trustedJsonText(pick(user.data.text, paths)) };
}

function pick(object: string, paths: readonly (readonly string[])[]): string {
  const members: string[] = [];
  for (const { key, keyToken, valueToken } of membersOf(object)) {
    const below = paths.filter(([first]) => first === key).map((path) => path.slice(1));
    if (below.length === 0) continue;
    const isWhole = below.some((path) => path.length === 0);
    const part = isObjectToken(valueToken) ? pick(valueToken, below) : "{}";
    if (isWhole) members.push(`${keyToken}:${valueToken}`);
    else if (part !== "{}") members.push(`${keyToken}:${part}`);
  }
  return `{${members.join(",")}}`;
}
