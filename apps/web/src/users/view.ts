import type { ListUsersInput } from "@roster/contract";

export const pageSizes = [25, 50, 100, 250] as const;
type PageSize = (typeof pageSizes)[number];
const DEFAULT_SIZE = 50;

/** `newest`: by time of creation, latest first. `id`: by id, in the order of its ASCII codes. */
export type UsersOrder = "newest" | "id";

/** What of the users is shown. It lives in the address, so that a link shows the same. */
export interface UsersView {
  readonly order: UsersOrder;
  readonly size: PageSize;
  /** Absent on the first page. */
  readonly cursor?: string | undefined;
  /** Counted from 1, for people; the cursor decides. */
  readonly page: number;
}

/** Whatever the address says; what makes no sense is as if it were not there. */
export function readView(parameter: (name: string) => string | null | undefined): UsersView {
  const order = parameter("order") === "id" ? "id" : "newest";
  const size = pageSizes.find((choice) => String(choice) === parameter("size")) ?? DEFAULT_SIZE;
  const cursor = parameter("cursor");
  const page = Number(parameter("page"));
  if (!cursor) return { order, size, page: 1 };
  return { order, size, cursor, page: Number.isSafeInteger(page) && page > 1 ? page : 2 };
}

export function addressOf({ order, size, cursor, page }: UsersView): string {
  const parameters = new URLSearchParams();
  if (order !== "newest") parameters.set("order", order);
  if (size !== DEFAULT_SIZE) parameters.set("size", String(size));
  if (cursor !== undefined) {
    parameters.set("page", String(page));
    parameters.set("cursor", cursor);
  }
  const query = parameters.toString();
  return query === "" ? "/users" : `/users?${query}`;
}

export function toInput({ order, size, cursor }: UsersView): ListUsersInput {
  const sort = order === "id" ? [{ path: "id" }] : undefined;
  return { sort, limit: size, ...(cursor !== undefined && { cursor }) };
}
