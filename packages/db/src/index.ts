export type { AdminSessionStore } from "./admins/admin-session-store.js";
export type { AdminStore } from "./admins/admin-store.js";
export type { ApiKeyStore } from "./apps/api-key-store.js";
export type { ApiKeyUses } from "./apps/api-key-uses.js";
export type { AppStore } from "./apps/app-store.js";
export { isUnreachable } from "./prisma/availability.js";
export { backUp, type BackUpOptions } from "./operations/back-up.js";
export { type Clock, createSystemClock, fromTimestamp, toTimestamp } from "./clock.js";
export type {
  DataSchemaRow,
  DataSchemaStore,
  NewDataSchema,
  StoredData,
} from "./apps/data-schema-store.js";
export type { DataIndexStore } from "./indexes/data-index-store.js";
export { type Database, openDatabase, type OpenDatabaseOptions } from "./database.js";
export type { ConnectionCounts, DialectName } from "./dialects/dialect.js";
export type { MigrationState } from "./migrations/migrate.js";
export { examineDatabase, type Examination } from "./operations/examine-database.js";
export type { Once, OtherCall } from "./idempotency/once.js";
export type { ApiKeyRow, AppRow, DataIndexRow } from "./prisma/port.js";
export type { SignInLimitStore } from "./limits/sign-in-limit-store.js";
export type { AddedUser, UserOnceStore } from "./users/user-once-store.js";
export type { Breach } from "./indexes/breach.js";
export type { NewUser, UserBatchStore } from "./users/user-batch-store.js";
export type { Imported, UserImportStore } from "./users/user-import-store.js";
export type { DataKey } from "./users/query/data-key.js";
export {
  BATCH_TRACES,
  JOIN_CHANNEL,
  STATEMENT_TRACES,
  type TracedBatch,
  type TracedStatement,
} from "./traces.js";
export { positionOf } from "./users/query/position.js";
export type { PageStart, UserPosition, UserQuery, UserRange } from "./users/query/user-query.js";
export type { ChangeData, UserPatchStore } from "./users/user-patch-store.js";
export type { AddedUsers, SteppedPeriod, UserStatsStore } from "./stats/user-stats-store.js";
export type { SteppedUsage, UsageCount, UsageStore } from "./stats/usage-store.js";
export type { InsertOrFound, OtherVersion, UserStore } from "./users/user-store.js";
export { countWaitingWrites, WRITE_CHANNEL, type WrittenBatch } from "./queues/write-queue.js";
export type { RateRequest, RateGrant } from "./limits/rate-bucket-store.js";
