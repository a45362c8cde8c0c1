import { type Logger, pino } from "pino";
import type { LogLevel } from "./log-level.js";
import { serializeError } from "./serialize-error.js";
import { redactSecrets } from "./redact-secrets.js";

/** How long a line may be buffered, in milliseconds. */
const FLUSH_INTERVAL = 500;
const FLUSH_BYTES = 4096;

/** No code logs these on purpose; this keeps accidents out of the log. */
const secrets = ["apiSecret", "secret", "password", "masterKey", "authorization", "token"];
const redact = secrets.flatMap((name) => [name, `*.${name}`]);
const hooks = { streamWrite: redactSecrets };

const serializers = { err: (error: unknown) => serializeError(error) };

/**
 * Logs JSON lines to standard error. At the levels with a line per request, lines are buffered and written
 * asynchronously; the rest is flushed when the process exits.
 */
export function createLog(level: LogLevel): Logger {
  const isBusy = level === "info" || level === "debug";
  if (!isBusy) return pino({ level, redact, serializers, hooks }, pino.destination(2));
  const destination = pino.destination({ dest: 2, sync: false, minLength: FLUSH_BYTES });
  setInterval(() => destination.flush(), FLUSH_INTERVAL).unref();
  process.on("exit", () => destination.flushSync());
  return pino({ level, redact, serializers, hooks }, destination);
}
