export { AdminOperator } from "./admins/operator.js";
export type { AdminInApp } from "./admins/enter-app.js";
export type { AdminSession, NewSession, SignInClient } from "./admins/sessions.js";
export type { Credentials } from "./auth/authenticator.js";
export { openMasterKeyFile } from "./auth/master-key-file.js";
export { splitMasterKeys } from "./auth/master-keys.js";
export {
  resealSecrets,
  type RotationResult,
  rotateMasterKeyFile,
} from "./auth/rotate-master-key.js";
export { SecretBox } from "./auth/secret-box.js";
export { type BootstrapResult, FIRST_APP_ID } from "./bootstrap.js";
export { type Api, createApi } from "./create-api.js";
export { describeProcedures, type ProcedureDescription } from "./describe/describe-procedures.js";
export { decodeOnBehalfOf } from "./changes/decode-on-behalf-of.js";
export { CALL_CHANNEL, type CallEvent, type CallStart, onCall } from "./trpc/call-event.js";
export { toAppError } from "./trpc/error-mapping.js";
export type { Logger } from "./logger.js";
export type { RateStatus } from "./rate-limit/token-bucket.js";
export type { RateSettings } from "./rate-limit/rate-limiter.js";
export { Readiness, type ReadinessReport } from "./readiness.js";
export type { ScanDeadlines } from "./scans/scan-deadlines.js";
export type { AppRouter } from "./router.js";
export { handleTrpc, rejectTrpc } from "./trpc/transport.js";
export { UsageCounter } from "./usage/usage-counter.js";
