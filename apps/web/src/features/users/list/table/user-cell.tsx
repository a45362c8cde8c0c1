import type { User } from "@roster/client";
import { parseUserPath } from "@roster/contract";
import type { JsonObject, JsonValue } from "@roster/contract/json";
import { RelativeTime } from "@/components/time";
import { DataPreview, summarize } from "./data-preview";
import { usersTexts } from "@/features/users/list/texts";

/** A user's value in a column. */
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

/** The value at a data path on one line; a dash if absent. */
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
  return read.value.slice(1).reduce<JsonValue | undefined>((parent, key) => {
    const isObject = typeof parent === "object" && parent !== null && !Array.isArray(parent);
    return isObject && Object.hasOwn(parent, key) ? parent[key] : undefined;
  }, data);
}
