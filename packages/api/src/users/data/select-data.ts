import { isDataPath, type User, type UserPath } from "@roster/contract";
import type { JsonObject, JsonValue } from "@roster/contract/json";
import { isJsonObject } from "../../json/json-object.js";

/** The user with only the selected paths of its data, in their original order. */
export function selectData(user: User, select: readonly UserPath[]): User {
  const paths = select.filter(isDataPath).map(([, ...keys]) => keys);
  return { ...user, data: pick(user.data, paths) };
}

function pick(object: JsonObject, paths: readonly (readonly string[])[]): JsonObject {
  const picked = Object.entries(object).flatMap(([key, value]): [string, JsonValue][] => {
    const below = paths.filter(([first]) => first === key).map((path) => path.slice(1));
    if (below.length === 0) return [];
    if (below.some((path) => path.length === 0)) return [[key, value]];
    const part = isJsonObject(value) ? pick(value, below) : {};
    return Object.keys(part).length === 0 ? [] : [[key, part]];
  });
  // Unlike assignment, this treats __proto__ as an ordinary key.
  return Object.fromEntries(picked);
}
