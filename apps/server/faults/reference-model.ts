/** The data that this load writes: each write has a number of its own, so that none is taken for another. */
export type Data = Readonly<Record<string, number | string>>;

/** What one call is to do to one user. */
export type Operation = { readonly ifVersion?: number; readonly key?: string } & (
  | { readonly kind: "add"; readonly data: Data; readonly getOrCreate: boolean }
  | { readonly kind: "update" | "patch"; readonly data: Data }
  | { readonly kind: "remove" }
);

/** A user as it stands in the database, times aside; null: there is none. */
export type StoredUser = { readonly data: string; readonly version: number } | null;

/** What is answered, times aside. */
export interface OperationResponse {
  readonly code: string;
  readonly created?: boolean;
  readonly user?: StoredUser;
}

export interface Transition {
  readonly stored: StoredUser;
  readonly response: OperationResponse;
}

/** What Roster promises of a call on a user that stands so. */
export function applyOperation(stored: StoredUser, operation: Operation): Transition {
  if (operation.kind === "add") return applyAdd(stored, operation);
  if (stored === null) return { stored, response: { code: "NOT_FOUND" } };
  const { ifVersion = stored.version } = operation;
  if (ifVersion !== stored.version) return { stored, response: { code: "PRECONDITION_FAILED" } };
  if (operation.kind === "remove") return { stored: null, response: { code: "OK" } };
  const before = operation.kind === "patch" ? (JSON.parse(stored.data) as Data) : {};
  const data = JSON.stringify({ ...before, ...operation.data });
  const user = { data, version: stored.version + 1 };
  return { stored: user, response: { code: "OK", user } };
}

function applyAdd(stored: StoredUser, operation: Operation & { kind: "add" }): Transition {
  if (stored === null) {
    const user = { data: JSON.stringify(operation.data), version: 1 };
    return { stored: user, response: { code: "OK", created: true, user } };
  }
  if (!operation.getOrCreate) return { stored, response: { code: "CONFLICT" } };
  return { stored, response: { code: "OK", created: false, user: stored } };
}
