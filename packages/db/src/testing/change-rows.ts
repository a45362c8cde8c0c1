import type { RawDatabase } from "./raw-database.js";

/** A row of the change log; the other columns have the same values in all of them. */
export interface TestChange {
  readonly appId?: string;
  readonly seq: number;
  readonly userId?: string;
  readonly type?: string;
  /** In microseconds since 1970. Default: `seq` seconds. */
  readonly at?: number;
  readonly version?: number;
  readonly createdAt?: number;
  readonly state?: string | null;
  readonly data?: string | null;
  readonly changed?: string | null;
  readonly details?: string | null;
  readonly actor?: string;
}

/** Writes rows into the change log as stores do. */
export async function insertChanges(
  database: Pick<RawDatabase, "execute">,
  changes: readonly TestChange[],
): Promise<void> {
  const rows = changes.map((change) => {
    const { appId = "app", seq, userId = "ada", type = "user.updated" } = change;
    const { at = seq * 1_000_000, version = seq, createdAt = 1, actor = "key" } = change;
    const { state = null, data = "{}", changed = null, details = null } = change;
    const source = ["apiKey", actor, "Key", null, "trpc", `request-${seq}`];
    const texts = [state, data, changed, details, ...source].map(quote);
    return `(${[appId, seq, userId, type].map(quote).join()}, ${at}, ${version}, ${createdAt}, 1, ${texts.join()})`;
  });
  await database.execute(`INSERT INTO changes (app_id, seq, user_id, type, at, version, created_at, updated_at, state, data,
    changed, details, actor_kind, actor_id, actor_name, on_behalf_of, surface, request_id) VALUES ${rows.join()}`);
}

function quote(value: string | number | null): string {
  return typeof value === "string" ? `'${value.replaceAll("'", "''")}'` : String(value);
}
