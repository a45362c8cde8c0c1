export {
  ChangePasswordInput,
  EndSessionInput,
  ListSessionsResult,
  MAX_PASSWORD_LENGTH,
  Session,
} from "./account.js";
export {
  AddApiKeyInput,
  AddApiKeyResult,
  AddAppInput,
  ApiKey,
  App,
  Name,
  RemoveAppInput,
  RenameAppInput,
  RevokeApiKeyInput,
} from "./app.js";
export { AppError, invalid, isAppError } from "./app-error.js";
export {
  AddDataIndexInput,
  DataIndex,
  MAX_DATA_INDEXES,
  RemoveDataIndexInput,
} from "./data-index.js";
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
} from "./data-schema.js";
export { errors } from "./errors.js";
export type {
  DataBreaches,
  ErrorCode,
  ErrorData,
  ErrorDetails,
  ErrorFacts,
  Issue,
} from "./errors.js";
export { parseExactJson } from "./exact-json.js";
export { IdempotencyKey } from "./idempotency-key.js";
export { idempotencyKeyIssue } from "./idempotency-key-rule.js";
export type { JsonObject, JsonValue } from "./json.js";
export type { Comparison, Condition, Filter, Scalar, SortBy } from "./filter.js";
export { MAX_BATCH_USERS, MAX_PAGE_SIZE, MAX_REQUEST_BYTES } from "./limits.js";
export { COUNT_CAP, ListUsersInput, SORTED_CHARACTERS, UserPage, UserTotal } from "./list-users.js";
export { parseEnvironment } from "./parse-environment.js";
export { formatPath } from "./path.js";
export { retryAfterOf } from "./retry-after.js";
export { CreateTokenInput, CreateTokenResult, TokenAction } from "./token.js";
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
} from "./user-batch.js";
export { findDataIssues, findParsedDataIssues, MAX_DATA_DEPTH, UserData } from "./user-data.js";
export { findTimesIssues } from "./user-times-rule.js";
export { MAX_STATS_STEPS } from "./stats-period.js";
export { UserStats, UserStatsInput } from "./user-stats.js";
export { USAGE_KINDS, type UsageKind } from "./usage-kinds.js";
export { Usage, USAGE_HOURS, UsageStats, UsageStatsInput } from "./usage-stats.js";
export { readWhere } from "./read-where.js";
export type { UserSort, UserSortKey } from "./user-sort.js";
export { USER_ID_PATTERN, USER_ID_RULE } from "./user-id-rule.js";
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
} from "./user.js";
export {
  type DataPath,
  isDataPath,
  readUserPath,
  USER_FIELDS,
  type UserField,
  type UserPath,
  writeUserPath,
} from "./user-path.js";
export { findPatchIssues, type PatchStep, type PatchSteps, readPatch } from "./user-patch.js";
export { PatchManyUsersInput, PatchManyUsersResult, PatchUserOutcome } from "./patch-many-users.js";
export { PatchUserInput } from "./patch-user-input.js";
export type { AnyData, DataOperators, Where } from "./where.js";
export { issuesOf } from "./zod-issues.js";
export { MOMENT_RULE, readMoment } from "./moment.js";
export { parseWrittenUsers, readWrittenUser, WrittenUser } from "./written-user.js";
