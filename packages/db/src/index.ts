export type { AdminSessionStore } from "./admins/admin-session-store.js";
export type { AdminStore } from "./admins/admin-store.js";
export type { ApiKeyStore } from "./apps/api-key-store.js";
export type { ApiKeyUseTracker } from "./apps/api-key-use-tracker.js";
export type { AppStore } from "./apps/app-store.js";
export { isUnreachable } from "./prisma/driver-errors.js";
export { backUp, type BackUpOptions } from "./operations/back-up.js";
export {
  restoreBackup,
  type RestoreBackupOptions,
  type RestoredBackup,
} from "./operations/restore-backup.js";
export { type Clock, createSystemClock, fromTimestamp, toTimestamp } from "./clock.js";
export type {
  DataSchemaRow,
  DataSchemaStore,
  NewDataSchema,
  StoredUserData,
} from "./apps/data-schema-store.js";
export type { DataIndexStore } from "./indexes/data-index-store.js";
export { type Database, openDatabase, type OpenDatabaseOptions } from "./database.js";
export type { ConnectionCounts, DialectName } from "./dialects/dialect.js";
export { every, onTaskFailure, type TaskFailure } from "./every.js";
export type { MigrationState } from "./migrations/migrate.js";
export { inspectDatabase, type DatabaseReport } from "./operations/inspect-database.js";
export type { CallFingerprint, IdempotencyConflict } from "./idempotency/idempotency-record.js";
export type { ApiKeyRow, AppRow, DataIndexRow } from "./prisma/prisma-client-like.js";
export type { SignInLimitStore } from "./limits/sign-in-limit-store.js";
export type { UserToAdd, IdempotentUserStore } from "./users/idempotent-user-store.js";
export type { UniqueViolation } from "./indexes/unique-violation.js";
export type { NewUser, UserBatchStore } from "./users/user-batch-store.js";
export type { ImportOutcome } from "./users/user-import-response.js";
export type { UserImportStore } from "./users/user-import-store.js";
export type { SortKey } from "./users/query/sort-key.js";
export {
  BATCH_CHANNEL,
  BATCH_JOIN_CHANNEL,
  STATEMENT_CHANNEL,
  type BatchEvent,
  type StatementEvent,
  WRITE_CHANNEL,
  type WriteEvent,
} from "./diagnostics.js";
export {
  type PageStart,
  toUserPosition,
  type UserPosition,
  type UserQuery,
  type UserRange,
} from "./users/query/user-query.js";
export type { PatchData, UserPatchStore } from "./users/user-patch-store.js";
export type { AddedUsers, TimeRange, UserStatsStore } from "./stats/user-stats-store.js";
export type { UsageInStep, UsageCount, UsageStore } from "./stats/usage-store.js";
export type { InsertOrFindResult, VersionMismatch, UserStore } from "./users/user-store.js";
export { countWaitingWrites } from "./queues/write-queue.js";
export type { RateRequest, RateGrant } from "./limits/rate-bucket-store.js";
