import { type Logger, pino } from "pino";
import type { LogLevel } from "./log-level.js";
import { serializeError } from "./serialize-error.js";
import { redactSecrets } from "./redact-secrets.js";

/** How long a line may wait for others to be written with, in milliseconds. */
const FLUSH_INTERVAL = 500;
const FLUSH_BYTES = 4096;

/** Nobody writes these knowingly; whoever does so by accident keeps them out of the log. */
const secrets = ["apiSecret", "secret", "password", "masterKey", "authorization", "token"];
const redact = secrets.flatMap((name) => [name, `*.${name}`]);
const hooks = { streamWrite: redactSecrets };

const serializers = { err: (error: unknown) => serializeError(error) };

/**
 * Structured lines on standard error. Where each request has one they are written many at a time, which
 * none waits for; what is not yet written when the process ends is written then.
 */
export function createLog(level: LogLevel): Logger {
  const isBusy = level === "info" || level === "debug";
  if (!isBusy) return pino({ level, redact, serializers, hooks }, pino.destination(2));
  const destination = pino.destination({ dest: 2, sync: false, minLength: FLUSH_BYTES });
  setInterval(() => destination.flush(), FLUSH_INTERVAL).unref();
  process.on("exit", () => destination.flushSync());
  return pino({ level, redact, serializers, hooks }, destination);
}
