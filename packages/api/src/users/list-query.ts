import type { ListUsersInput } from "@roster/contract";
import type { UserQuery } from "@roster/db";
import type { z } from "zod";

type Input = z.output<typeof ListUsersInput>;

const newestFirst: UserQuery["sort"] = [{ path: ["createdAt"], direction: "desc" }];

/** The order of the index in which soft-deleted users are. */
const latestDeletedFirst: UserQuery["sort"] = [
  { path: ["deletedAt"], direction: "desc" },
  { path: ["id"], direction: "asc" },
];

/** The query of a list, without its page. */
export function toQuery({ where, search, sort, status }: Input): UserQuery {
  const isTrash = status?.includes("deleted") ?? false;
  const statuses = isTrash ? [] : [...new Set(status)];
  const [only] = statuses;
  const isStatus =
    only !== undefined && statuses.length === 1
      ? ({ kind: "compare", path: ["status"], operator: "eq", operand: only } as const)
      : undefined;
  const filter =
    where && isStatus
      ? ({ kind: "all", filters: [where, isStatus] } as const)
      : (where ?? isStatus);
  return {
    filter,
    search,
    sort: sort ?? (isTrash ? latestDeletedFirst : newestFirst),
    ...(isTrash && { isTrash }),
  };
}
