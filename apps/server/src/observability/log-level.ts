/** From the fewest lines to the most; from `info` on there is one a request. */
export const logLevels = ["silent", "fatal", "error", "warn", "info", "debug"] as const;
export type LogLevel = (typeof logLevels)[number];
