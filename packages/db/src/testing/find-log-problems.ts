import type { RawDatabase } from "./raw-database.js";

type Cells = Readonly<Record<string, string | null>>;

const words = (text: string) => text.split(" ");

const userColumns = [
  ...words("app_id id data version created_at updated_at deleted_data deleted_created_at"),
  ...words("deactivated_at banned_at banned_until ban_reason tokens_valid_after"),
];
const changeColumns = [
  ...words("app_id seq user_id type at version created_at updated_at"),
  ...words("state data details"),
];

/** A user according to the log. */
interface Replayed {
  readonly change: Cells;
  /** Of the last change with data. */
  readonly data: string | null;
}

/**
 * Replays the change log of a database that was empty at first and always had full history. Returns what is wrong: a
 * number that is missing, a version that is missing or twice, or users other than those that exist. A batch that changes
 * a user several times has one row for it, so with batches, only the last of its versions is in the log.
 */
export async function findLogProblems(
  database: Pick<RawDatabase, "rows">,
  { hasBatches = false } = {},
): Promise<string[]> {
  const changes = (await database.rows("changes", changeColumns)).toSorted(
    (a, b) => compareText(a["app_id"], b["app_id"]) || Number(a["seq"]) - Number(b["seq"]),
  );
  const users = new Map<string, Replayed>();
  const problems = changes.flatMap((change, index) => [
    ...orderProblems(change, changes[index - 1]),
    ...replay(users, change, hasBatches),
  ]);
  for (const user of await database.rows("users", userColumns)) {
    const key = JSON.stringify([user["app_id"], user["id"]]);
    const replayed = users.get(key);
    users.delete(key);
    problems.push(...differences(user, replayed));
  }
  const missing = [...users.keys()].map((key) => `${key} is in the log, but does not exist`);
  return [...problems, ...missing];
}

function orderProblems(change: Cells, last: Cells | undefined): string[] {
  const before = last?.["app_id"] === change["app_id"] ? last : undefined;
  const expected = Number(before?.["seq"] ?? 0) + 1;
  const name = `change ${change["seq"]} of ${change["user_id"]}`;
  const problems: string[] = [];
  if (Number(change["seq"]) !== expected) problems.push(`${name}: expected number ${expected}`);
  if (Number(before?.["at"] ?? 0) > Number(change["at"])) {
    problems.push(`${name} is earlier than the change before it`);
  }
  return problems;
}

/** Applies a change. */
function replay(users: Map<string, Replayed>, change: Cells, hasBatches: boolean): string[] {
  const key = JSON.stringify([change["app_id"], change["user_id"]]);
  const before = users.get(key);
  const { type, details } = change;
  const isErased = type === "user.deleted" && !details?.includes('"soft"');
  if (isErased) users.delete(key);
  else users.set(key, { change, data: change["data"] ?? before?.data ?? null });
  const version = Number(change["version"]);
  const lastVersion = before ? Number(before.change["version"]) : 0;
  const isNext = hasBatches ? version > lastVersion : version === lastVersion + 1;
  const isFitting = isNext || (isErased && version === lastVersion);
  const isExpected = isFitting && (type === "user.created") === (before === undefined);
  if (isExpected) return [];
  return [`${key}: ${type} to version ${version} follows version ${lastVersion}`];
}

/** In the trash, a user's other columns have the originals. */
const original = (user: Cells): Cells => ({
  ...user,
  data: user["deleted_data"] ?? user["data"] ?? null,
  created_at: user["deleted_created_at"] ?? user["created_at"] ?? null,
});

const sameColumns = ["version", "created_at", "updated_at"];

/** A user's state as the log has it. */
function stateOf(user: Cells): string | null {
  const { deactivated_at, banned_at, banned_until, tokens_valid_after, ban_reason } = user;
  const isDeleted = user["created_at"]?.startsWith("-") === true;
  if ((deactivated_at ?? banned_at ?? tokens_valid_after) === null && !isDeleted) return null;
  const deletedAt = isDeleted ? user["created_at"]?.slice(1) : null;
  const parts = [
    deactivated_at,
    banned_at,
    banned_until,
    tokens_valid_after,
    deletedAt,
    ban_reason,
  ];
  return parts.map((part) => part ?? "").join();
}

function differences(user: Cells, replayed: Replayed | undefined): string[] {
  const key = JSON.stringify([user["app_id"], user["id"]]);
  if (!replayed) return [`${key} exists, but not in the log`];
  const { change } = replayed;
  const shown = original(user);
  const { data } = shown;
  return [
    ...sameColumns
      .filter((column) => shown[column] !== change[column])
      .map((column) => `${key}: ${column} is ${shown[column]}, in the log ${change[column]}`),
    ...(stateOf(user) === change["state"]
      ? []
      : [`${key}: state is ${stateOf(user)}, in the log ${change["state"]}`]),
    ...(data === replayed.data ? [] : [`${key}: data is ${data}, in the log ${replayed.data}`]),
  ];
}

const compareText = (a: string | null | undefined, b: string | null | undefined) =>
  String(a) < String(b) ? -1 : Number(a !== b);
