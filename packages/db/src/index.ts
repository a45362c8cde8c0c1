export type { AdminStore } from "./admin-store.js";
export type { ApiKeyStore } from "./api-key-store.js";
export type { AppStore } from "./app-store.js";
export { type Clock, createSystemClock, toTimestamp } from "./clock.js";
export { type Database, openDatabase, type OpenDatabaseOptions } from "./database.js";
export type { DialectName } from "./dialect.js";
export type { ApiKeyRow, AppRow } from "./port.js";
export type { UserPosition, UserRange } from "./user-statements.js";
export type { UserStore } from "./user-store.js";
