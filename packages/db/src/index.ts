export { isUnreachable } from "./prisma/driver-errors.js";
export { readSqliteUrl } from "./dialects/sqlite/url.js";
export { backUp } from "./operations/back-up.js";
export { restoreBackup } from "./operations/restore-backup.js";
export { type Clock, fromTimestamp, toTimestamp } from "./clock.js";
export { parsePublicFields } from "./apps/app-settings.js";
export type { DataSchemaRow, DataSchemaStore } from "./apps/data-schema-store.js";
export { type Database, openDatabase } from "./database.js";
export type { DialectName } from "./dialects/dialect.js";
export { every, onTaskFailure } from "./every.js";
export type { PasskeyRow } from "./admins/passkey-store.js";
export { INSTALLATION, type NewAuditEvent } from "./changes/audit-store.js";
export type { AuditPosition } from "./changes/change-reader.js";
export type { Retention } from "./changes/history-retention.js";
export type { MigrationState } from "./migrations/migrate.js";
export { inspectDatabase, type DatabaseReport } from "./operations/inspect-database.js";
export type { CallFingerprint } from "./idempotency/idempotency-record.js";
export { EmailTaken } from "./admins/admin-change.js";
export { defaultWays, type SignInWays } from "./admins/sign-in-ways.js";
export { FIRST_ADMIN_ID, type StoredAdmin } from "./admins/stored-admin.js";
export type { ApiKeyRights } from "./apps/api-key-store.js";
export type { ApiKeyRow, AppRow, DataIndexRow } from "./prisma/prisma-client-like.js";
export type { BatchOutcome } from "./users/user-batch.js";
export type { AddOutcome, NewUser } from "./users/new-user.js";
export {
  BATCH_CHANNEL,
  BATCH_JOIN_CHANNEL,
  STATEMENT_CHANNEL,
  type BatchEvent,
  type StatementEvent,
  WRITE_CHANNEL,
  type WriteEvent,
} from "./diagnostics.js";
export { type PageStart, toUserPosition, type UserQuery } from "./users/query/user-query.js";
export type { UsageInStep, UsageCount, UsageStore } from "./stats/usage-store.js";
export { type ChangeSource, systemSource } from "./changes/change-source.js";
export type { UserState } from "./users/user-state.js";
export type { ChangeState, StateResult } from "./users/user-states.js";
export { assertFits } from "./users/read-users.js";
export type { UserStore } from "./users/user-store.js";
export type { VersionMismatch } from "./users/user-writer.js";
export { SCAN_THREADS } from "./scans/scan-threads.js";
export type { ScanRequest } from "./scans/scan.js";
export { countWaitingWrites } from "./queues/write-queue.js";
export type { RateRequest } from "./limits/rate-bucket-store.js";
