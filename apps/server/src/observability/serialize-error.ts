/** How deep causes are followed. */
const MAX_DEPTH = 6;

/** What names the kind of an error, on either engine; values stand in none of them. */
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

/** Where libraries hang the errors below theirs. */
const nestedErrors = ["cause", "meta", "driverAdapterError"];

/**
 * An error as the log has it: what happened and where, and nothing else that hangs at it. PostgreSQL's
 * `detail` quotes the row that it refuses, and with it a user whom the log would keep for ever.
 */
export function serializeError(error: unknown, depth = 0): Record<string, unknown> | undefined {
  if (typeof error !== "object" || error === null || depth > MAX_DEPTH) return undefined;
  const look = (name: string): unknown => Reflect.get(error, name);
  const described: Record<string, unknown> = {};
  if (error instanceof Error) {
    described["type"] = error.name;
    described["message"] = messageOf(error);
    described["stack"] = framesOf(error);
  }
  for (const name of loggedFields) {
    const value = look(name);
    if (typeof value === "string" || typeof value === "number") described[name] = value;
  }
  for (const name of nestedErrors) {
    const below = serializeError(look(name), depth + 1);
    if (below && Object.keys(below).length > 0) described[name] = below;
  }
  return described;
}

/** The parser of JSON quotes what it could not read. */
function messageOf(error: Error): string {
  return error instanceof SyntaxError ? "a text could not be read" : error.message;
}

/** Without the first lines, which are the message. */
function framesOf({ stack = "" }: Error): string {
  return stack
    .split("\n")
    .filter((line) => /^\s+at /.test(line))
    .join("\n");
}
