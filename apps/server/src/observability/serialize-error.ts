/** How many nested causes are included. */
const MAX_DEPTH = 6;

/** Fields that identify an error on either engine; none of them contains values. */
const loggedFields = [
  "code",
  "kind",
  "originalCode",
  "severity",
  "constraint",
  "table",
  "syscall",
  "port",
];

/** Fields in which libraries keep nested errors. */
const nestedErrors = ["cause", "meta", "driverAdapterError"];

/**
 * The parts of an error that are logged: what happened and where. Other fields are left out, because PostgreSQL's `detail`
 * quotes the rejected row, and the log would keep that user after it is erased.
 */
export function serializeError(error: unknown, depth = 0): Record<string, unknown> | undefined {
  if (typeof error !== "object" || error === null || depth > MAX_DEPTH) return undefined;
  const read = (name: string): unknown => Reflect.get(error, name);
  const described: Record<string, unknown> = {};
  if (error instanceof Error) {
    described["type"] = error.name;
    described["message"] = messageOf(error);
    described["stack"] = framesOf(error);
  }
  for (const name of loggedFields) {
    const value = read(name);
    if (typeof value === "string" || typeof value === "number") described[name] = value;
  }
  for (const name of nestedErrors) {
    const nested = serializeError(read(name), depth + 1);
    if (nested && Object.keys(nested).length > 0) described[name] = nested;
  }
  return described;
}

/** JSON.parse quotes its input in the message. */
function messageOf(error: Error): string {
  return error instanceof SyntaxError ? "invalid JSON" : error.message;
}

/** The stack without its first lines, which repeat the message. */
function framesOf({ stack = "" }: Error): string {
  return stack
    .split("\n")
    .filter((line) => /^\s+at /.test(line))
    .join("\n");
}
