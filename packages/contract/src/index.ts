export { callCost, MAX_BATCH_COST, splitIntoBatches } from "./call-costs.js";
export { type AdminRole, AdminRoleSchema, includesRole } from "./access/admin-role.js";
export {
  AddApiKeyInput,
  ApiKey,
  ApiKeySecret,
  ListApiKeysResult,
  RevokeApiKeyInput,
  RotateApiKeyInput,
  UpdateApiKeyInput,
  UpdateApiKeyResult,
} from "./access/api-key.js";
export {
  MAX_PUBLIC_FIELDS,
  PublicFields,
  SetUserReadsInput,
  UserReads,
} from "./access/read-policy.js";
export { legacyScopes, type Scope, ScopeSchema } from "./access/scope.js";
export {
  AccountSecurity,
  AddFactorResult,
  AddPasskeyInput,
  BeginPasskeyResult,
  BeginTotpResult,
  EnableTotpInput,
  Passkey,
  PasskeyAssertion,
  PasskeyRegistration,
  RecoveryCodesResult,
  RemovePasskeyInput,
} from "./admins/security.js";
export {
  MAX_PASSWORD_LENGTH,
  Admin,
  AdminEmail,
  AdminIdInput,
  AdminName,
  AdminRights,
  InviteAdminInput,
  InviteAdminResult,
  UpdateAdminInput,
} from "./admins/admin.js";
export {
  AcceptInvitationInput,
  Account,
  ChangePasswordInput,
  EndSessionInput,
  ListSessionsResult,
  Session,
  UpdateAccountInput,
} from "./admins/account.js";
export { AddAppInput, App, RemoveAppInput, RenameAppInput, SetHistoryInput } from "./apps/app.js";
export {
  AddDataIndexInput,
  DataIndex,
  MAX_DATA_INDEXES,
  RemoveDataIndexInput,
} from "./apps/data-index.js";
export {
  CheckDataSchemaInput,
  CheckDataSchemaResult,
  DataSchema,
  DataSchemaVersion,
  GetDataSchemaInput,
  ListDataSchemasInput,
  ListDataSchemasResult,
  MAX_DATA_SCHEMA_BYTES,
  SetDataSchemaInput,
  SetDataSchemaResult,
} from "./apps/data-schema.js";
export { AuditEntry, AuditEvent, AuditPage, AuditType, ListAuditInput } from "./changes/audit.js";
export {
  Change,
  ChangeDetails,
  ChangeType,
  HistoryMode,
  RevertManyUsersInput,
  RevertManyUsersResult,
  RevertUserInput,
  RevertUserOutcome,
  UserHistory,
  UserHistoryInput,
} from "./changes/change.js";
export { ExportUserInput, UserExport } from "./changes/user-export.js";
export { ChangeActor, Surface } from "./changes/change-actor.js";
export { CreateTokenInput, CreateTokenResult, TokenAction } from "./apps/token.js";
export { AppError, invalid, isAppError } from "./errors/app-error.js";
export {
  type ErrorCode,
  type ErrorData,
  type ErrorDetails,
  errors,
  type Issue,
  type SchemaViolations,
} from "./errors/errors.js";
export { toErrorData } from "./errors/error-data.js";
export { retryAfterSeconds } from "./errors/retry-after.js";
export { toIssues } from "./errors/zod-issues.js";
// Not exported from filter.ts, because browser bundles would then also load the parser of filter text.
export { parseWhere } from "./filter/parse-where.js";
export { MAX_BATCH_USERS, MAX_PAGE_BYTES, MAX_PAGE_SIZE, MAX_REQUEST_BYTES } from "./limits.js";
export { HistoryStats } from "./stats/history-stats.js";
export { MAX_STATS_STEPS } from "./stats/stats-period.js";
export { USAGE_KINDS, type UsageKind } from "./stats/usage-kinds.js";
export { Usage, USAGE_HOURS, UsageStats, UsageStatsInput } from "./stats/usage-stats.js";
export { UserStats, UserStatsInput } from "./stats/user-stats.js";
export {
  findIdempotencyKeyIssue,
  findOnBehalfOfIssue,
  findTimestampIssues,
  isUtcTimestamp,
  USER_ID_PATTERN,
  USER_ID_RULE,
} from "./users/field-rules.js";
export {
  COUNT_CAP,
  ListUsersInput,
  SORT_PREFIX_LENGTH,
  UserPage,
  UserTotal,
} from "./users/list-users.js";
export { findAddUserIssues } from "./users/new-user.js";
export {
  findStateIssues,
  MAX_BAN_REASON_LENGTH,
  type NewUserState,
  STATE_KEYS,
} from "./users/new-user-state.js";
export {
  findPatchIssues,
  parsePatch,
  type PatchNode,
  type PatchTree,
} from "./users/parse-patch.js";
export {
  BanManyUsersInput,
  BanUserInput,
  ChangeStatusInput,
  ChangeStatusManyInput,
  ChangeStatusManyResult,
  ChangeStatusOutcome,
  ChangeStatusResult,
} from "./users/lifecycle.js";
export {
  PatchManyUsersInput,
  PatchManyUsersResult,
  PatchUserInput,
  PatchUserOutcome,
} from "./users/patch-users.js";
export { parseTimestamp, TIMESTAMP_RULE } from "./users/timestamp.js";
export {
  AddManyUsersInput,
  AddManyUsersResult,
  AddUserOutcome,
  GetManyUsersInput,
  GetManyUsersResult,
  ImportUsersInput,
  ImportUsersResult,
  RemoveManyUsersInput,
  RemoveManyUsersResult,
} from "./users/user-batches.js";
export { findDataIssues } from "./json/to-json-text.js";
export {
  type DataPath,
  formatUserPath,
  isDataPath,
  parseSortPath,
  parseUserPath,
  type SortPath,
  type UserField,
  type UserPath,
} from "./users/user-path.js";
export { UserBan, UserStatus } from "./users/user-status.js";
export type { SortBy, UserSort } from "./users/user-sort.js";
export {
  AddUserInput,
  AddUserResult,
  GetUserInput,
  RemoveUserInput,
  RemoveUserResult,
  Timestamp,
  UpdateUserInput,
  ReplayedUser,
  User,
  UserId,
} from "./users/user.js";
