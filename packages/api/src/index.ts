export type { Actor } from "./auth/actor.js";
export type { Credentials } from "./auth/authenticator.js";
export { readOrCreateMasterKey } from "./auth/master-key-file.js";
export { type Bootstrapped, type BootstrapSettings, FIRST_APP_ID } from "./bootstrap.js";
export type { Caller, Context } from "./context.js";
export { type Api, type ApiOptions, createApi } from "./create-api.js";
export { toAppError, toErrorData } from "./error-mapping.js";
export type { Logger } from "./logger.js";
export type { AppRouter } from "./router.js";
