export {
  ChangePasswordInput,
  EndSessionInput,
  ListSessionsResult,
  MAX_PASSWORD_LENGTH,
  Session,
} from "./admins/account.js";
export {
  AddApiKeyInput,
  AddApiKeyResult,
  AddAppInput,
  ApiKey,
  App,
  DisplayName,
  RemoveAppInput,
  RenameAppInput,
  RevokeApiKeyInput,
} from "./apps/app.js";
export { AppError, invalid, isAppError } from "./errors/app-error.js";
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
  DataSchemaScope,
  DataSchemaVersion,
  GetDataSchemaInput,
  ListDataSchemasInput,
  ListDataSchemasResult,
  MAX_DATA_SCHEMA_BYTES,
  SetDataSchemaInput,
  SetDataSchemaResult,
} from "./apps/data-schema.js";
export { errors } from "./errors/errors.js";
export type {
  SchemaViolations,
  ErrorCode,
  ErrorData,
  ErrorDetails,
  ErrorDefinition,
  Issue,
} from "./errors/errors.js";
export { IdempotencyKey } from "./users/idempotency-key.js";
export { findIdempotencyKeyIssue } from "./users/idempotency-key-rule.js";
export type { SortBy } from "./filter/filter.js";
export { MAX_BATCH_USERS, MAX_PAGE_SIZE, MAX_REQUEST_BYTES } from "./limits.js";
export {
  COUNT_CAP,
  ListUsersInput,
  SORT_PREFIX_LENGTH,
  UserPage,
  UserTotal,
} from "./users/list-users.js";
export { toErrorData } from "./errors/error-data.js";
export { retryAfterSeconds } from "./errors/retry-after.js";
export { CreateTokenInput, CreateTokenResult, TokenAction } from "./apps/token.js";
export {
  AddManyUsersInput,
  AddManyUsersResult,
  AddUserOutcome,
  findAddUserIssues,
  GetManyUsersInput,
  GetManyUsersResult,
  ImportUsersInput,
  ImportUsersResult,
  RemoveManyUsersInput,
  RemoveManyUsersResult,
} from "./users/user-batches.js";
export {
  findDataIssues,
  findParsedDataIssues,
  MAX_DATA_DEPTH,
  UserData,
} from "./users/user-data.js";
export { findTimestampIssues } from "./users/field-rules.js";
export { MAX_STATS_STEPS } from "./stats/stats-period.js";
export { UserStats, UserStatsInput } from "./stats/user-stats.js";
export { USAGE_KINDS, type UsageKind } from "./stats/usage-kinds.js";
export { Usage, USAGE_HOURS, UsageStats, UsageStatsInput } from "./stats/usage-stats.js";
export { parseWhere } from "./filter/parse-where.js";
export type { UserSort, UserSortKey } from "./users/user-sort.js";
export { USER_ID_PATTERN, USER_ID_RULE } from "./users/user-id-rule.js";
export {
  AddUserInput,
  AddUserResult,
  GetUserInput,
  RemoveUserInput,
  RemoveUserResult,
  Timestamp,
  UpdateUserInput,
  User,
  UserId,
  UserVersion,
} from "./users/user.js";
export {
  type DataPath,
  isDataPath,
  parseUserPath,
  USER_FIELDS,
  type UserField,
  type UserPath,
  formatUserPath,
} from "./users/user-path.js";
export { findPatchIssues, type PatchNode, type PatchTree, parsePatch } from "./users/user-patch.js";
export {
  PatchManyUsersInput,
  PatchManyUsersResult,
  PatchUserOutcome,
} from "./users/patch-many-users.js";
export { PatchUserInput } from "./users/patch-users.js";
export { toIssues } from "./errors/zod-issues.js";
export { TIMESTAMP_RULE, parseTimestamp } from "./users/timestamp.js";
export { parseRawUsers, readRawUser, RawUser } from "./users/raw-user.js";
