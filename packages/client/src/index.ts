export type {
  AddApiKeyOptions,
  ApiKey,
  ApiKeys,
  ApiKeySecret,
  RotateApiKeyOptions,
  Scope,
  UpdateApiKeyOptions,
} from "./api-keys/api-keys.js";
export type { CallOptions, IdempotentCallOptions } from "./call-options.js";
export type {
  ClientOptions,
  BaseClientOptions,
  ServerClientOptions,
  TokenSource,
  UserClientOptions,
} from "./client-options.js";
export type {
  Audit,
  AuditEntry,
  AuditEvent,
  AuditPage,
  AuditQuery,
  AuditType,
  IterateAuditOptions,
  ListAuditOptions,
} from "./changes/audit.js";
export type { Change, ChangeActor, ChangeType, Surface, UserHistory } from "./changes/change.js";
export type {
  HistoryOptions,
  RevertManyUsersResult,
  RevertUserOutcome,
  UserReversion,
  UserVersions,
} from "./changes/user-versions.js";
export { createClient, type RosterClient } from "./create-client.js";
export type { DataSchema, SchemaInput, SchemaOutput } from "./users/data-schema.js";
export type { ExactJsonObject, ExactJsonValue, StorableObject } from "./users/exact-json.js";
export type { InexactNumber } from "./users/number-reader.js";
export { isRosterError, type RosterError } from "./roster-error.js";
export type {
  HistoryStats,
  Stats,
  StatsPeriod,
  Usage,
  UsageStats,
  UserStats,
} from "./stats/stats.js";
export type { AddUserResult, User, UserBan, UserPage, UserStatus } from "./users/user.js";
export type {
  AddManyUsersOptions,
  AddManyUsersResult,
  AddUserOutcome,
  GetManyUsersResult,
  NewUser,
  PatchManyUsersResult,
  PatchUserOutcome,
  RemoveManyUsersOptions,
  RemoveManyUsersResult,
  UserBatches,
} from "./users/user-batches.js";
export type { UserHandle } from "./users/user-handle.js";
export type {
  BanManyUsersOptions,
  BanTerms,
  BanUserOptions,
  ChangeStatusManyResult,
  ChangeStatusOutcome,
  ChangeStatusResult,
  UserLifecycle,
} from "./users/user-lifecycle.js";
export type { UserPatch } from "./users/user-patch.js";
export type { TokenOptions } from "./auth/token-options.js";
export type { UserTokenOptions } from "./auth/user-token.js";
export type {
  AddUserOptions,
  ConditionalOptions,
  GetUserOptions,
  PatchUserOptions,
  RemovalMode,
  RemoveUserOptions,
} from "./users/user-options.js";
export type {
  IterateUsersOptions,
  ListUsersOptions,
  SortKey,
  UsersQuery,
  Users,
} from "./users/users.js";
export type { AppRouter } from "@roster/api";
export type { ErrorCode, ErrorData, ErrorDetails, Issue, UserSort } from "@roster/contract";
export type { AnyData, DataOperators, Where } from "@roster/contract/filter";
export type { JsonObject, JsonValue } from "@roster/contract/json";
