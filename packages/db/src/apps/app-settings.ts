import {
  type DataPath,
  HistoryMode,
  isDataPath,
  parseUserPath,
  PublicFields,
  UserReads,
} from "@roster/contract";
import { LRUCache } from "lru-cache";
import { mapUnavailable } from "../prisma/driver-errors.js";
import type { AppRow, AppSettingsRow, PrismaClientLike } from "../prisma/prisma-client-like.js";

/** What a user token may read of other users. */
interface ReadPolicy {
  readonly userReads: UserReads;
  /** The data that it sees of them; null: everything. */
  readonly publicPaths: readonly DataPath[] | null;
}

interface Settings extends ReadPolicy {
  readonly history: HistoryMode;
}

/** How long changes by other processes may stay unknown, in milliseconds. */
const MAX_AGE_MS = 5000;
const MAX_APPS = 10_000;

/** What calls need to know of their app: cached for five seconds. */
export class AppSettings {
  readonly #prisma: Pick<PrismaClientLike, "app">;
  readonly #byApp = new LRUCache<string, Promise<Settings>>({ max: MAX_APPS, ttl: MAX_AGE_MS });

  constructor(prisma: Pick<PrismaClientLike, "app">) {
    this.#prisma = prisma;
  }

  of(appId: string): Promise<Settings> {
    const known = this.#byApp.get(appId);
    if (known) return known;
    const settings = this.#read(appId);
    this.#byApp.set(appId, settings);
    settings.catch(() => this.#byApp.delete(appId));
    return settings;
  }

  /** In this process at once. Null if the app does not exist. */
  async set(id: string, settings: Partial<AppSettingsRow>): Promise<AppRow | null> {
    const [app] = await mapUnavailable(
      this.#prisma.app.updateManyAndReturn({ where: { id }, data: settings }),
    );
    // What is being read may be from before the change.
    this.#byApp.delete(id);
    return app ?? null;
  }

  async #read(id: string): Promise<Settings> {
    const row = await mapUnavailable(this.#prisma.app.findUnique({ where: { id } }));
    const fields = parsePublicFields(row?.publicFields ?? (row ? null : "[]"));
    return {
      history: HistoryMode.catch("full").parse(row?.history),
      userReads: UserReads.catch("self").parse(row?.userReads),
      publicPaths:
        fields
          ?.map(parseUserPath)
          .flatMap((path) => ("value" in path && isDataPath(path.value) ? [path.value] : [])) ??
        null,
    };
  }
}

export const parsePublicFields = (json: string | null): PublicFields =>
  json === null ? null : PublicFields.parse(JSON.parse(json));
