import { AuditType, ChangeType, type ListAuditInput, Timestamp } from "@roster/contract";
import type { PathInApp } from "@/features/apps/app-path";

const PAGE_SIZE = 25;

const allTypes = [...ChangeType.options, ...AuditType.options];
export type EntryType = (typeof allTypes)[number];

/** Which entries are shown. Stored in the URL, so that a link shows the same. */
export interface AuditView {
  /** Empty for all users. */
  readonly user: string;
  /** The id of an actor; empty for all. */
  readonly actor: string;
  /** Empty for all types. */
  readonly types: readonly EntryType[];
  /** Inclusive. */
  readonly from?: string | undefined;
  /** Exclusive. */
  readonly to?: string | undefined;
  /** Absent on the first page. */
  readonly cursor?: string | undefined;
}

/** Parses URL parameters and ignores invalid ones. */
export function parseAuditView(parameters: URLSearchParams): AuditView {
  const wanted = new Set(parameters.getAll("type"));
  const timeOf = (name: string) => {
    const time = Timestamp.safeParse(parameters.get(name));
    return time.success ? { [name]: time.data } : {};
  };
  const cursor = parameters.get("cursor");
  return {
    user: parameters.get("user")?.trim() ?? "",
    actor: parameters.get("actor")?.trim() ?? "",
    types: allTypes.filter((type) => wanted.has(type)),
    ...timeOf("from"),
    ...timeOf("to"),
    ...(cursor !== null && cursor !== "" && { cursor }),
  };
}

export function auditPath({ user, actor, types, from, to, cursor }: AuditView): PathInApp {
  const parameters = new URLSearchParams();
  if (user !== "") parameters.set("user", user);
  if (actor !== "") parameters.set("actor", actor);
  for (const type of types) parameters.append("type", type);
  if (from !== undefined) parameters.set("from", from);
  if (to !== undefined) parameters.set("to", to);
  if (cursor !== undefined) parameters.set("cursor", cursor);
  const query = parameters.toString();
  return query === "" ? "/audit" : `/audit?${query}`;
}

export function toAuditInput({ user, actor, types, ...view }: AuditView): ListAuditInput {
  return {
    ...(user !== "" && { userId: user }),
    ...(actor !== "" && { actor }),
    ...(types.length > 0 && { types: [...types] }),
    ...view,
    limit: PAGE_SIZE,
  };
}

export const isFiltered = ({ cursor: _, ...view }: AuditView): boolean =>
  auditPath(view) !== "/audit";
