import { parseUserPath } from "@roster/contract";
import { dataTextOf, valueTokenAt } from "@roster/contract/json";
import { RelativeTime } from "@/components/time";
import { DataPreview, isStringToken, parseString, summarize } from "./data-preview";
import type { User } from "@/lib/trpc/user";
import { usersTexts } from "@/features/users/list/texts";

/** A user's value in a column. */
export function UserCell({ user, path }: { user: User; path: string }) {
  switch (path) {
    case "data":
      return <DataPreview user={user} />;
    case "version":
      return `v${user.version}`;
    case "createdAt":
    case "updatedAt":
      return <RelativeTime at={user[path]} />;
    case "deletedAt":
      return user.deletedAt !== undefined && <RelativeTime at={user.deletedAt} />;
    default:
      return <DataValue user={user} path={path} />;
  }
}

/** The value at a data path on one line; a dash if absent. */
export function DataValue({ user, path }: { user: User; path: string }) {
  const token = tokenAt(user, path);
  if (token === undefined) {
    return (
      <span className="text-muted">
        <span aria-hidden>–</span>
        <span className="sr-only">{usersTexts.noValue}</span>
      </span>
    );
  }
  const text = isStringToken(token) ? parseString(token) : undefined;
  return (
    <span className={text === undefined ? "text-muted" : undefined} title={text}>
      {summarize(token)}
    </span>
  );
}

function tokenAt(user: User, path: string): string | undefined {
  const read = parseUserPath(path);
  return "error" in read ? undefined : valueTokenAt(dataTextOf(user), read.value.slice(1));
}
