import type { ChangeType, HistoryMode } from "@roster/contract";
import type { AppSettings } from "../apps/app-settings.js";
import type { UserKey } from "../users/user-keys.js";
import type { NewChange } from "./new-change.js";

/** How much history each app keeps. */
export type ModesByApp = ReadonlyMap<string, HistoryMode>;

type ChangedUser = UserKey & Pick<NewChange, "source" | "changed" | "details">;

/**
 * The changes that are logged: of apps whose history is off, only removals for good, which keep a removed user's own
 * token from adding the user again.
 */
export function toNewChanges<User extends ChangedUser>(
  modes: ModesByApp,
  users: readonly User[],
  type: ChangeType | ((user: User) => ChangeType),
): NewChange[] {
  return users.flatMap((user) => {
    const { appId, id, source, changed, details } = user;
    const mode = modes.get(appId) ?? "full";
    if (mode === "off" && details?.mode !== "hard") return [];
    const history = mode === "off" ? "thin" : mode;
    const own = typeof type === "function" ? type(user) : type;
    return { appId, id, type: own, source, history, changed, details };
  });
}

/** {@link toNewChanges}. Not within a transaction: reading the modes can take another connection. */
export async function toLoggedChanges<User extends ChangedUser>(
  settings: AppSettings,
  users: readonly User[],
  type: ChangeType | ((user: User) => ChangeType),
): Promise<NewChange[]> {
  return toNewChanges(
    await readModes(
      settings,
      users.map(({ appId }) => appId),
    ),
    users,
    type,
  );
}

export async function readModes(
  settings: AppSettings,
  appIds: readonly string[],
): Promise<ModesByApp> {
  const reading = [...new Set(appIds)].map(
    async (appId) => [appId, (await settings.of(appId)).history] as const,
  );
  return new Map(await Promise.all(reading));
}
