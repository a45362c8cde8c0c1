import { parseUserPath, type User } from "@roster/contract";
import type { JsonObject, JsonValue } from "@roster/contract/json";
import { RelativeTime } from "@/components/time";
import { DataPreview, summarize } from "./data-preview";
import { usersTexts } from "@/features/users/list/texts";

/** What a user has at a column's path. */
export function UserCell({ user, path }: { user: User; path: string }) {
  switch (path) {
    case "data":
      return <DataPreview data={user.data} />;
    case "version":
      return `v${user.version}`;
    case "createdAt":
    case "updatedAt":
      return <RelativeTime at={user[path]} />;
    default:
      return <DataValue data={user.data} path={path} />;
  }
}

/** The value at a path of data on one line; a dash where there is none. */
export function DataValue({ data, path }: { data: JsonObject; path: string }) {
  const value = valueAt(data, path);
  if (value === undefined) {
    return (
      <span className="text-muted">
        <span aria-hidden>–</span>
        <span className="sr-only">{usersTexts.noValue}</span>
      </span>
    );
  }
  const isText = typeof value === "string";
  return (
    <span className={isText ? undefined : "text-muted"} title={isText ? value : undefined}>
      {summarize(value)}
    </span>
  );
}

export function valueAt(data: JsonObject, path: string): JsonValue | undefined {
  const read = parseUserPath(path);
  if ("error" in read) return undefined;
  return read.value.slice(1).reduce<JsonValue | undefined>((place, key) => {
    const isObject = typeof place === "object" && place !== null && !Array.isArray(place);
    return isObject && Object.hasOwn(place, key) ? place[key] : undefined;
  }, data);
}
