import type { User } from "@roster/contract";
import { RelativeTime } from "@/components/time";
import { DataPreview } from "./data-preview";
import { DataValue } from "./data-value";

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
