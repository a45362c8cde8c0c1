import type { Issue } from "@roster/contract";
import type { JsonObject } from "@roster/contract/json";

/** Further issues are omitted: the caller fixes these first. */
const MAX_ISSUES = 20;

/** An error of Ajv. */
export interface ValidationError {
  readonly keyword: string;
  /** A JSON pointer. */
  readonly instancePath: string;
  readonly params: Readonly<Record<string, unknown>>;
  readonly message?: string;
  /** Of `anyOf` and `oneOf`: the errors of the alternatives, which say what would be valid. */
  readonly branches?: readonly ValidationError[];
}

/** Converts Ajv's errors to issues, in the form of zod's issues with a call's input. */
export function toIssues(
  errors: readonly ValidationError[],
  value: JsonObject,
  name = "data",
): Issue[] {
  const issues = new Map<string, Issue>();
  // zod adds a pattern to each format; the error for the format is clearer.
  const formats = new Set(
    errors.flatMap(({ keyword, instancePath }) => (keyword === "format" ? [instancePath] : [])),
  );
  for (const error of errors) {
    const { keyword, instancePath } = error;
    if (keyword === "pattern" && formats.has(instancePath)) continue;
    const [key, message] = describeError(error);
    const id = JSON.stringify([instancePath, key, message]);
    if (issues.has(id)) continue;
    const inner = parsePointer(instancePath, value);
    issues.set(id, { path: [name, ...inner, ...(key === undefined ? [] : [key])], message });
    if (issues.size >= MAX_ISSUES) break;
  }
  return [...issues.values()];
}

/** The keys of a JSON pointer; those that index an array in `value` are numbers. */
export function parsePointer(pointer: string, value?: unknown): string[];
export function parsePointer(pointer: string, value: JsonObject): (string | number)[];
export function parsePointer(pointer: string, value?: unknown): (string | number)[] {
  let current = value;
  return pointer
    .split("/")
    .slice(1)
    .map((step) => {
      const key = step.replaceAll("~1", "/").replaceAll("~0", "~");
      const isItem = Array.isArray(current);
      current =
        typeof current === "object" && current !== null ? Reflect.get(current, key) : undefined;
      return isItem ? Number(key) : key;
    });
}

function describeAlternatives(path: string, branches: readonly ValidationError[]): string {
  const descriptions = branches.map((branch) => {
    const [key, message] = describeError(branch);
    const steps = parsePointer(branch.instancePath.slice(path.length));
    return [[...steps, ...(key === undefined ? [] : [key])].join("."), message]
      .filter((part) => part !== "")
      .join(" ");
  });
  return [...new Set(descriptions)].slice(0, 5).join(", or ");
}

/** The key that the error is about, if it is not in the instance path, and the message. */
function describeError({
  keyword,
  params,
  message = "is invalid",
  ...error
}: ValidationError): [string | undefined, string] {
  const { branches = [] } = error;
  if (branches.length > 0) return [undefined, describeAlternatives(error.instancePath, branches)];
  const missing = stringAt(params, "missingProperty");
  if (missing !== undefined) return [missing, "is required"];
  const unknown = stringAt(params, "additionalProperty") ?? stringAt(params, "unevaluatedProperty");
  if (unknown !== undefined) return [unknown, "is not a known key"];
  const badName = stringAt(params, "propertyName");
  if (badName !== undefined) return [badName, "is not an allowed key"];
  if (keyword === "type") return [undefined, `must be ${formatTypes(params["type"])}`];
  if (keyword === "const") return [undefined, `must be ${formatValue(params["allowedValue"])}`];
  if (keyword === "enum")
    return [undefined, `must be one of ${formatList(params["allowedValues"])}`];
  if (keyword === "false schema") return [undefined, "must be absent"];
  return [undefined, message];
}

function stringAt(params: Readonly<Record<string, unknown>>, name: string): string | undefined {
  const value = params[name];
  return typeof value === "string" ? value : undefined;
}

const formatTypes = (type: unknown) => (Array.isArray(type) ? type.join(" or ") : String(type));

const formatList = (values: unknown) =>
  Array.isArray(values) ? truncate(values.slice(0, 20).map(formatValue).join(", ")) : "";

const formatValue = (value: unknown) => truncate(JSON.stringify(value));

const truncate = (text: string) => (text.length > 200 ? `${text.slice(0, 200)}…` : text);
