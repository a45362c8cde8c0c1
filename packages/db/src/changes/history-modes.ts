import { type ChangeType, HistoryMode } from "@roster/contract";
import { mapUnavailable } from "../prisma/driver-errors.js";
import type { AppRow, PrismaClientLike } from "../prisma/prisma-client-like.js";
import type { UserKey } from "../users/user-keys.js";
import type { NewChange } from "./new-change.js";

/** How long another process's change of a mode may go unnoticed, in milliseconds. */
const CACHE_MS = 5000;

/** Bounds the memory: beyond it, all modes are read again. */
const MAX_APPS = 10_000;

type Prisma = Pick<PrismaClientLike, "app">;

/** By app. */
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

/** How much history each app keeps, cached for five seconds. */
export class HistoryModes {
  readonly #prisma: Prisma;
  readonly #monotonicNow: () => number;
  readonly #modes = new Map<string, { readonly mode: HistoryMode; readonly until: number }>();
  /** Raised by every change of a mode: what was read before is not kept. */
  #generation = 0;

  constructor(prisma: Prisma, monotonicNow = () => performance.now()) {
    this.#prisma = prisma;
    this.#monotonicNow = monotonicNow;
  }

  /** {@link toNewChanges}. Not within a transaction: reading the modes can take another connection. */
  async toChanges<User extends ChangedUser>(
    users: readonly User[],
    type: ChangeType | ((user: User) => ChangeType),
  ): Promise<NewChange[]> {
    return toNewChanges(await this.of(users.map(({ appId }) => appId)), users, type);
  }

  /** In this process at once. Null if the app does not exist. */
  async set(id: string, history: HistoryMode): Promise<AppRow | null> {
    const [app] = await mapUnavailable(
      this.#prisma.app.updateManyAndReturn({ where: { id }, data: { history } }),
    );
    this.#generation += 1;
    this.#modes.delete(id);
    return app ?? null;
  }

  async of(appIds: readonly string[]): Promise<ModesByApp> {
    const now = this.#monotonicNow();
    const modes = new Map<string, HistoryMode>();
    const missing: string[] = [];
    for (const appId of new Set(appIds)) {
      const cached = this.#modes.get(appId);
      if (cached && now < cached.until) modes.set(appId, cached.mode);
      else missing.push(appId);
    }
    if (missing.length > 0) await this.#load(modes, missing);
    return modes;
  }

  /** Adds the modes of apps that are not cached. */
  async #load(modes: Map<string, HistoryMode>, missing: readonly string[]): Promise<void> {
    const until = this.#monotonicNow() + CACHE_MS;
    const generation = this.#generation;
    const rows = await mapUnavailable(
      Promise.all(missing.map((id) => this.#prisma.app.findUnique({ where: { id } }))),
    );
    if (this.#modes.size + missing.length > MAX_APPS) this.#modes.clear();
    for (const [index, appId] of missing.entries()) {
      const mode = HistoryMode.catch("full").parse(rows[index]?.history);
      if (generation === this.#generation) this.#modes.set(appId, { mode, until });
      modes.set(appId, mode);
    }
  }
}
