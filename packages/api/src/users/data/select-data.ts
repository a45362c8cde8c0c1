import { isDataPath, type User, type UserPath } from "@roster/contract";
import type { JsonObject, JsonValue } from "@roster/contract/json";

/** The user with those parts of its data that the paths lead to, in the order of the data. */
export function selectData(user: User, select: readonly UserPath[]): User {
  const paths = select.filter(isDataPath).map(([, ...keys]) => keys);
  return { ...user, data: pick(user.data, paths) };
}

function pick(object: JsonObject, paths: readonly (readonly string[])[]): JsonObject {
  const picked = Object.entries(object).flatMap(([key, value]): [string, JsonValue][] => {
    const below = paths.filter(([first]) => first === key).map((path) => path.slice(1));
    if (below.length === 0) return [];
    if (below.some((path) => path.length === 0)) return [[key, value]];
    const isObject = typeof value === "object" && value !== null && !Array.isArray(value);
    const part = isObject ? pick(value, below) : {};
    return Object.keys(part).length === 0 ? [] : [[key, part]];
  });
  // Unlike an assignment it makes __proto__ a key as any other.
  return Object.fromEntries(picked);
}
