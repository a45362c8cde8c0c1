import { sqltag as sql } from "@prisma/client/runtime/client";
import { AdminSessionStore } from "./admins/admin-session-store.js";
import { AdminStore } from "./admins/admin-store.js";
import { ApiKeyStore } from "./apps/api-key-store.js";
import { ApiKeyUses } from "./apps/api-key-uses.js";
import { AppStore } from "./apps/app-store.js";
import { reached } from "./prisma/availability.js";
import { type Clock, createSystemClock } from "./clock.js";
import { dialectOf } from "./connect.js";
import { DataSchemaStore } from "./apps/data-schema-store.js";
import type { ConnectionCounts, Dialect, DialectName } from "./dialects/dialect.js";
import { DataIndexStore } from "./indexes/data-index-store.js";
import { compareMigrations, migrate, type MigrationState } from "./migrations/migrate.js";
import { OnceKeys } from "./idempotency/once-keys.js";
import { RateBucketStore } from "./limits/rate-bucket-store.js";
import { SignInLimitStore } from "./limits/sign-in-limit-store.js";
import { UserBatchOnceStore } from "./users/user-batch-once-store.js";
import { UserBatchStore } from "./users/user-batch-store.js";
import { UserImportStore } from "./users/user-import-store.js";
import { UserOnceStore } from "./users/user-once-store.js";
import { UserPatchStore } from "./users/user-patch-store.js";
import { UserStatsStore } from "./stats/user-stats-store.js";
import { UserStore } from "./users/user-store.js";
import { UsageStore } from "./stats/usage-store.js";

/** An open database. Any number of processes may hold one on the same URL. */
export interface Database extends AsyncDisposable {
  readonly dialect: DialectName;
  readonly users: UserStore;
  readonly userBatches: UserBatchStore;
  readonly userPatches: UserPatchStore;
  /** Adds that are carried out once for a key. */
  readonly onceUsers: UserOnceStore;
  readonly onceBatches: UserBatchOnceStore;
  /** Many users in one statement: inserted, or changed where they are there. */
  readonly userImports: UserImportStore;
  readonly onceKeys: OnceKeys;
  readonly userStats: UserStatsStore;
  readonly usage: UsageStore;
  readonly dataIndexes: DataIndexStore;
  readonly apps: AppStore;
  readonly apiKeys: ApiKeyStore;
  readonly apiKeyUses: ApiKeyUses;
  readonly admin: AdminStore;
  readonly adminSessions: AdminSessionStore;
  readonly signInLimits: SignInLimitStore;
  readonly dataSchemas: DataSchemaStore;
  readonly rateBuckets: RateBucketStore;
  /** Of the pool; undefined on SQLite, which has none. */
  connections(): ConnectionCounts | undefined;
  /**
   * Runs `work` while no other process does so or migrates this database. Nothing of this process may write
   * meanwhile: on SQLite it would wait for itself.
   */
  alone(work: () => Promise<void>): Promise<void>;
  /** Resolves when the database has answered; throws UNAVAILABLE when it cannot. */
  ping(): Promise<void>;
  /** How its migrations stand to this version's; throws UNAVAILABLE when it cannot answer. */
  migrationState(): Promise<MigrationState>;
  close(): Promise<void>;
}

/** From `src`, `dist` and the bundle of an app alike: all are three folders below the top. */
export const defaultPrismaFolder = new URL("../../../prisma/", import.meta.url);

export interface OpenDatabaseOptions {
  /** `file:…` for SQLite, `postgresql://…` for PostgreSQL. */
  readonly url: string;
  /** The folder that holds `<dialect>/migrations`. Default: `prisma` at the top of the repository. */
  readonly prismaFolder?: URL;
  readonly clock?: Clock;
  /** Instead of the one that the URL names. */
  readonly dialect?: Dialect;
  /** The most connections to PostgreSQL; `connection_limit` in the URL comes before it. Default: 10. */
  readonly maxConnections?: number;
  /** How often expired idempotency keys are deleted, in milliseconds. Default: 60,000. */
  readonly cleaningInterval?: number;
}

/**
 * Brings the tables up to date, then opens the database.
 *
 * @throws AppError INVALID for a URL that cannot be used; UNAVAILABLE for a database that cannot be
 * reached or written, or that a newer Roster has migrated.
 */
export async function openDatabase(options: OpenDatabaseOptions): Promise<Database> {
  const { url, prismaFolder = defaultPrismaFolder } = options;
  const { clock = createSystemClock() } = options;
  const dialect = options.dialect ?? (await dialectOf(url, options.maxConnections));
  await reached(migrate(dialect, prismaFolder));
  const port = await dialect.connect();
  const place = { port, dialect: dialect.sql, clock };
  const users = new UserStore(port, dialect.sql, clock);
  const userBatches = new UserBatchStore(port, dialect.sql, clock);
  const onceKeys = new OnceKeys(port, dialect.sql, clock);
  const readMigrationState = compareMigrations(port, dialect, prismaFolder);
  onceKeys.startCleaning(options.cleaningInterval);
  const rateBuckets = new RateBucketStore(port, dialect.sql, clock);
  const apiKeyUses = new ApiKeyUses(place);
  apiKeyUses.startWriting();
  const close = async () => {
    rateBuckets.stopCleaning();
    await apiKeyUses.stopWriting();
    await onceKeys.stopCleaning();
    await port.$disconnect();
  };
  return {
    dialect: dialect.name,
    users,
    userBatches,
    userPatches: new UserPatchStore(place, onceKeys),
    onceUsers: new UserOnceStore(place, users, onceKeys),
    onceBatches: new UserBatchOnceStore(place, userBatches, onceKeys),
    userImports: new UserImportStore({ ...place, run: dialect.run }, userBatches, onceKeys),
    onceKeys,
    userStats: new UserStatsStore(port, dialect.sql),
    usage: new UsageStore(port, dialect.sql),
    dataIndexes: new DataIndexStore(port, dialect, clock),
    apps: new AppStore(port, clock),
    apiKeys: new ApiKeyStore(port, clock),
    apiKeyUses,
    admin: new AdminStore(port, clock),
    rateBuckets,
    adminSessions: new AdminSessionStore(port, clock),
    signInLimits: new SignInLimitStore(port, clock),
    dataSchemas: new DataSchemaStore(port, clock),
    connections: () => dialect.connections?.(),
    alone: (work) => reached(dialect.withMigrationLock(work)),
    ping: async () => void (await reached(port.$queryRaw(sql`SELECT 1`))),
    migrationState: () => reached(readMigrationState()),
    close,
    [Symbol.asyncDispose]: close,
  };
}
