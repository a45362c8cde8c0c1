/** The data that this load writes: each write has a number of its own, so that none is taken for another. */
export type Data = Readonly<Record<string, number | string>>;

/** What one call is to do to one user. */
export type Operation = { readonly ifVersion?: number; readonly key?: string } & (
  | { readonly kind: "add"; readonly data: Data; readonly getOrCreate: boolean }
  | { readonly kind: "update" | "patch"; readonly data: Data }
  | { readonly kind: "remove" }
);

/** A user as it stands in the database, times aside; null: there is none. */
export type Stored = { readonly data: string; readonly version: number } | null;

/** What is answered, times aside. */
export interface Answer {
  readonly code: string;
  readonly created?: boolean;
  readonly user?: Stored;
}

export interface Outcome {
  readonly stored: Stored;
  readonly answer: Answer;
}

/** What Roster promises of a call on a user that stands so. */
export function carryOut(stored: Stored, operation: Operation): Outcome {
  if (operation.kind === "add") return addTo(stored, operation);
  if (stored === null) return { stored, answer: { code: "NOT_FOUND" } };
  const { ifVersion = stored.version } = operation;
  if (ifVersion !== stored.version) return { stored, answer: { code: "PRECONDITION_FAILED" } };
  if (operation.kind === "remove") return { stored: null, answer: { code: "OK" } };
  const before = operation.kind === "patch" ? (JSON.parse(stored.data) as Data) : {};
  const data = JSON.stringify({ ...before, ...operation.data });
  const user = { data, version: stored.version + 1 };
  return { stored: user, answer: { code: "OK", user } };
}

function addTo(stored: Stored, operation: Operation & { kind: "add" }): Outcome {
  if (stored === null) {
    const user = { data: JSON.stringify(operation.data), version: 1 };
    return { stored: user, answer: { code: "OK", created: true, user } };
  }
  if (!operation.getOrCreate) return { stored, answer: { code: "CONFLICT" } };
  return { stored, answer: { code: "OK", created: false, user: stored } };
}
