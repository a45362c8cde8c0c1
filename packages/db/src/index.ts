export type { AdminSessionStore } from "./admin-session-store.js";
export type { AdminStore } from "./admin-store.js";
export type { ApiKeyStore } from "./api-key-store.js";
export type { ApiKeyUses } from "./api-key-uses.js";
export type { AppStore } from "./app-store.js";
export { isUnreachable } from "./availability.js";
export { backUp, type BackUpOptions } from "./back-up.js";
export { type Clock, createSystemClock, fromTimestamp, toTimestamp } from "./clock.js";
export type {
  DataSchemaRow,
  DataSchemaStore,
  NewDataSchema,
  StoredData,
} from "./data-schema-store.js";
export type { DataIndexStore } from "./data-index/data-index-store.js";
export { type Database, openDatabase, type OpenDatabaseOptions } from "./database.js";
export type { ConnectionCounts, DialectName } from "./dialect.js";
export type { MigrationState } from "./migrate.js";
export { examineDatabase, type Examination } from "./examine-database.js";
export type { Once, OtherCall } from "./once.js";
export type { ApiKeyRow, AppRow, DataIndexRow } from "./port.js";
export type { SignInLimitStore } from "./sign-in-limit-store.js";
export type { AddedUser, UserOnceStore } from "./user-once-store.js";
export type { Breach } from "./data-index/breach.js";
export type { NewUser, UserBatchStore } from "./user-batch-store.js";
export type { Imported, UserImportStore } from "./user-import-store.js";
export type { DataKey } from "./user-query/data-key.js";
export {
  BATCH_TRACES,
  JOIN_CHANNEL,
  STATEMENT_TRACES,
  type TracedBatch,
  type TracedStatement,
} from "./traces.js";
export { positionOf } from "./user-query/position.js";
export type { PageStart, UserPosition, UserQuery, UserRange } from "./user-query/user-query.js";
export type { ChangeData, UserPatchStore } from "./user-patch-store.js";
export type { AddedUsers, SteppedPeriod, UserStatsStore } from "./user-stats-store.js";
export type { SteppedUsage, UsageCount, UsageStore } from "./usage-store.js";
export type { InsertOrFound, OtherVersion, UserStore } from "./user-store.js";
export { countWaitingWrites, WRITE_CHANNEL, type WrittenBatch } from "./write-queue.js";
export type { RateAsk, RateGrant } from "./rate-bucket-store.js";
