import { sqltag as sql } from "@prisma/client/runtime/client";
import { AdminSessionStore } from "./admins/admin-session-store.js";
import { AdminStore } from "./admins/admin-store.js";
import { IdentityStore } from "./admins/identity-store.js";
import { PasskeyStore } from "./admins/passkey-store.js";
import { SecondFactorStore } from "./admins/second-factor-store.js";
import { ApiKeyStore } from "./apps/api-key-store.js";
import { ApiKeyUseTracker } from "./apps/api-key-use-tracker.js";
import { AppSettings } from "./apps/app-settings.js";
import { AppStore } from "./apps/app-store.js";
import { systemSource } from "./changes/change-source.js";
import { AuditStore } from "./changes/audit-store.js";
import { ChangeReader } from "./changes/change-reader.js";
import type { TotalHistorySize } from "./changes/history-size.js";
import { HistoryRetention, type Retention } from "./changes/history-retention.js";
import { mapUnavailable } from "./prisma/driver-errors.js";
import { type Clock, createSystemClock } from "./clock.js";
import { createDialect } from "./connect.js";
import { DataSchemaStore } from "./apps/data-schema-store.js";
import type { ConnectionCounts, Dialect, DialectName } from "./dialects/dialect.js";
import { DataIndexStore } from "./indexes/data-index-store.js";
import { PlannerStatistics } from "./indexes/planner-statistics.js";
import { ReadyIndexes } from "./indexes/ready-indexes.js";
import { startIndexRebuild } from "./indexes/rebuild-indexes.js";
import { compareMigrations, migrate, type MigrationState } from "./migrations/migrate.js";
import { IdempotencyStore } from "./idempotency/idempotency-store.js";
import type { PrismaClientLike } from "./prisma/prisma-client-like.js";
import { RateBucketStore } from "./limits/rate-bucket-store.js";
import { SignInLimitStore } from "./limits/sign-in-limit-store.js";
import type { RunScan, Scans } from "./scans/scan.js";
import { type ScanCounts, ScanSlots } from "./scans/scan-slots.js";
import { UserStatsStore } from "./stats/user-stats-store.js";
import { defaultReadLimits, type ReadLimits } from "./users/read-users.js";
import { TrashPurge } from "./users/trash-purge.js";
import { UserStore } from "./users/user-store.js";
import { UsageStore } from "./stats/usage-store.js";

/** An open database. Any number of processes may open the same URL. */
export interface Database extends AsyncDisposable {
  readonly dialect: DialectName;
  readonly readLimits: ReadLimits;
  readonly users: UserStore;
  readonly idempotencyKeys: IdempotencyStore;
  readonly userStats: UserStatsStore;
  readonly usage: UsageStore;
  readonly dataIndexes: DataIndexStore;
  readonly plannerStatistics: PlannerStatistics;
  readonly apps: AppStore;
  readonly appSettings: AppSettings;
  readonly apiKeys: ApiKeyStore;
  readonly apiKeyUses: ApiKeyUseTracker;
  readonly admins: AdminStore;
  readonly adminSessions: AdminSessionStore;
  readonly identities: IdentityStore;
  readonly passkeys: PasskeyStore;
  readonly secondFactors: SecondFactorStore;
  readonly signInLimits: SignInLimitStore;
  readonly dataSchemas: DataSchemaStore;
  readonly audit: AuditStore;
  readonly changes: ChangeReader;
  readonly rateBuckets: RateBucketStore;
  /** The state of the connection pool; undefined on SQLite, which has none. */
  connectionCounts(): ConnectionCounts | undefined;
  /** Runs a statement of unbounded cost, when its caller has a free slot. */
  readonly scan: RunScan;
  /** The size of the change log, up to ten minutes old; undefined if it was not measured. */
  historySize(): TotalHistorySize | undefined;
  /** How many scans run and how many wait. */
  scanCounts(): ScanCounts;
  /**
   * Runs `work` while no other process holds this lock or migrates the database. This process must not write in
   * `work`: on SQLite it would wait for itself.
   */
  withExclusiveLock(work: () => Promise<void>): Promise<void>;
  /** @throws AppError UNAVAILABLE if the database does not respond. */
  ping(): Promise<void>;
  /** Compares the applied migrations with this version's. @throws AppError UNAVAILABLE */
  migrationState(): Promise<MigrationState>;
  close(): Promise<void>;
}

/** `src`, `dist` and the bundles of apps are all three folders below the root. */
export const defaultPrismaFolder = new URL("../../../prisma/", import.meta.url);

export interface OpenDatabaseOptions {
  /** `file:…` for SQLite, `postgresql://…` for PostgreSQL. */
  readonly url: string;
  /** The folder that contains `<dialect>/migrations`. Default: `prisma` at the root of the repository. */
  readonly prismaFolder?: URL;
  readonly clock?: Clock;
  /** Overrides the dialect that the URL implies. */
  readonly dialect?: Dialect;
  /** The maximum number of connections to PostgreSQL; `connection_limit` in the URL overrides it. Default: 10. */
  readonly maxConnections?: number;
  /** What a call may read. Default: 16 MiB of users with at most 64 KiB each. */
  readonly readLimits?: Partial<ReadLimits>;
  /** How often expired idempotency keys are deleted, in milliseconds. Default: 60,000. */
  readonly cleanupInterval?: number;
  /** What to delete while the database is open. Default: this process deletes nothing that is old. */
  readonly retention?: Retention;
}

/**
 * Applies pending migrations, opens the database, and rebuilds the indexes of earlier versions.
 *
 * @throws AppError INVALID for an invalid URL; UNAVAILABLE for a database that cannot be reached or written, or that
 * a newer version of Roster has migrated.
 */
export async function openDatabase(options: OpenDatabaseOptions): Promise<Database> {
  const { url, prismaFolder = defaultPrismaFolder, clock = createSystemClock() } = options;
  const readLimits = { ...defaultReadLimits, ...options.readLimits };
  const dialect = options.dialect ?? (await createDialect(url, options.maxConnections));
  await mapUnavailable(migrate(dialect, prismaFolder));
  const prisma = await dialect.connect();
  const dependencies = { prisma, dialect: dialect.sql, clock };
  const { statements, scans } = dialect;
  const { scan, scanCounts } = createScan(scans);
  const idempotencyKeys = new IdempotencyStore({ ...dependencies, statements });
  const readyIndexes = new ReadyIndexes(prisma);
  const appSettings = new AppSettings(prisma);
  const stores = { ...dependencies, statements, scan, readLimits, appSettings };
  const users = new UserStore({ ...stores, keys: idempotencyKeys, indexes: readyIndexes });
  const readMigrationState = compareMigrations(prisma, dialect, prismaFolder);
  idempotencyKeys.startCleanup(options.cleanupInterval);
  const rateBuckets = new RateBucketStore(prisma, dialect.sql, clock);
  const apiKeyUses = new ApiKeyUseTracker(dependencies);
  apiKeyUses.startFlushing();
  const dataIndexes = new DataIndexStore({ prisma, dialect, clock, scan, readyIndexes });
  const plannerStatistics = new PlannerStatistics(prisma, dialect);
  const { retention: kept } = options;
  const retention = kept && new HistoryRetention(stores, kept.history);
  const tasks = [plannerStatistics.start(), retention?.start(), startPurge(kept, users, stores)];
  const indexRebuild = await startIndexRebuild(dataIndexes, dialect);
  const writers = { rateBuckets, apiKeyUses, idempotencyKeys };
  const close = createClose({ ...writers, scans, prisma, tasks: [indexRebuild, ...tasks] });
  return {
    dialect: dialect.name,
    readLimits,
    users,
    idempotencyKeys,
    userStats: new UserStatsStore(scan, dialect.sql),
    usage: new UsageStore(prisma, dialect.sql, scan),
    dataIndexes,
    plannerStatistics,
    apps: new AppStore(prisma, clock),
    appSettings,
    apiKeys: new ApiKeyStore(prisma, clock),
    apiKeyUses,
    rateBuckets,
    ...openAdminStores(dependencies),
    dataSchemas: new DataSchemaStore(prisma, clock, scan),
    audit: new AuditStore(dependencies),
    changes: new ChangeReader(scan, dialect.sql),
    scan,
    scanCounts,
    connectionCounts: () => dialect.connectionCounts?.(),
    historySize: () => retention?.size,
    withExclusiveLock: (work) => mapUnavailable(dialect.withMigrationLock(work)),
    ping: async () => void (await mapUnavailable(prisma.$queryRaw(sql`SELECT 1`))),
    migrationState: () => mapUnavailable(readMigrationState()),
    close,
    [Symbol.asyncDispose]: close,
  };
}

/** Who may sign in to the dashboard, and how. */
function openAdminStores(dependencies: ConstructorParameters<typeof AdminStore>[0]) {
  const { prisma, clock } = dependencies;
  return {
    admins: new AdminStore(dependencies),
    adminSessions: new AdminSessionStore(prisma, clock),
    identities: new IdentityStore(prisma, clock),
    passkeys: new PasskeyStore(prisma, clock),
    secondFactors: new SecondFactorStore(prisma, clock),
    signInLimits: new SignInLimitStore(prisma, clock),
  };
}

function startPurge(
  kept: Retention | undefined,
  users: UserStore,
  parts: Pick<ConstructorParameters<typeof TrashPurge>[0], "clock" | "scan">,
): AsyncDisposable | undefined {
  if (kept?.maxDeletedDays === undefined) return undefined;
  return new TrashPurge({ ...parts, users: users.by(systemSource) }, kept.maxDeletedDays).start();
}

interface Closed extends Pick<Database, "rateBuckets" | "apiKeyUses" | "idempotencyKeys"> {
  readonly scans: Scans;
  readonly prisma: PrismaClientLike;
  readonly tasks: readonly (AsyncDisposable | undefined)[];
}

function createClose({ tasks, scans, prisma, ...stores }: Closed): () => Promise<void> {
  return async () => {
    for (const task of tasks) await task?.[Symbol.asyncDispose]();
    await stores.rateBuckets.stopCleanup();
    await stores.apiKeyUses.stopFlushing();
    await stores.idempotencyKeys.stopCleanup();
    await scans.close();
    await prisma.$disconnect();
  };
}

/** Runs scans in slots; short ones have slots of their own. */
function createScan(scans: Scans): Pick<Database, "scan" | "scanCounts"> {
  const slots = new ScanSlots({ running: scans.maxScans });
  const shortSlots = new ScanSlots({ running: scans.maxShort });
  return {
    scan: (statement, request) => {
      if (request.isShort) {
        return shortSlots.run(request, () => scans.runShort(statement, request));
      }
      request.onScan?.();
      return slots.run(request, () => scans.run(statement, request));
    },
    scanCounts: () => slots.counts,
  };
}
