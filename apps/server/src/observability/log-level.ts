/** From the fewest lines to the most; `info` and `debug` log every request. */
export const logLevels = ["silent", "fatal", "error", "warn", "info", "debug"] as const;
export type LogLevel = (typeof logLevels)[number];
