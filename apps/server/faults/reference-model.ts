/** The data that the workload writes. Each write has a unique number, so that no two look alike. */
export type Data = Readonly<Record<string, number | string>>;

/** One call on one user. */
export type Operation = { readonly ifVersion?: number; readonly key?: string } & (
  | { readonly kind: "add"; readonly data: Data; readonly getOrCreate: boolean }
  | { readonly kind: "update" | "patch"; readonly data: Data }
  | { readonly kind: "remove" }
);

/** A user in the database without its timestamps; null: it does not exist. */
export type StoredUser = { readonly data: string; readonly version: number } | null;

/** A response without timestamps. */
export interface OperationResponse {
  readonly code: string;
  readonly created?: boolean;
  readonly user?: StoredUser;
}

export interface Transition {
  readonly stored: StoredUser;
  readonly response: OperationResponse;
}

/** The transition that Roster guarantees for a call on a user in this state. */
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
