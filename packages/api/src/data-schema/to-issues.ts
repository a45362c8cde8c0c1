import type { Issue } from "@roster/contract";
import type { JsonObject } from "@roster/contract/json";
import type { ErrorObject } from "ajv/dist/2020.js";

/** More issues than this are not listed: the caller mends these first. */
const MAX_ISSUES = 20;

/** What Ajv found, in the terms of our errors, as zod would say it of the call's input. */
export function toIssues(
  errors: readonly ErrorObject[],
  value: JsonObject,
  name = "data",
): Issue[] {
  const issues: Issue[] = [];
  for (const error of removeRedundant(errors)) {
    const [key, message] = describeError(error);
    const inner = parsePointer(error.instancePath, value);
    const path = [name, ...inner, ...(key === undefined ? [] : [key])];
    const isKnown = issues.some(
      (known) => known.message === message && known.path.join("\n") === path.join("\n"),
    );
    if (!isKnown) issues.push({ path, message });
    if (issues.length >= MAX_ISSUES) break;
  }
  return issues;
}

/** The steps of a JSON pointer: numbers where `value` has an array there. */
export function parsePointer(pointer: string, value?: unknown): string[];
export function parsePointer(pointer: string, value: JsonObject): (string | number)[];
export function parsePointer(pointer: string, value?: unknown): (string | number)[] {
  let at = value;
  return pointer
    .split("/")
    .slice(1)
    .map((step) => {
      const key = step.replaceAll("~1", "/").replaceAll("~0", "~");
      const isItem = Array.isArray(at);
      at = typeof at === "object" && at !== null ? Reflect.get(at, key) : undefined;
      return isItem ? Number(key) : key;
    });
}

/** Of what fits none of several alternatives one error is left, which says all of them. */
function removeRedundant(errors: readonly ErrorObject[]): ErrorObject[] {
  const choices = errors.filter(({ keyword }) => keyword === "anyOf" || keyword === "oneOf");
  const isBranch = (error: ErrorObject, choice: ErrorObject) =>
    error.schemaPath.startsWith(`${choice.schemaPath}/`) &&
    error.instancePath.startsWith(choice.instancePath);
  const branchesOf = (choice: ErrorObject) => errors.filter((error) => isBranch(error, choice));
  // zod writes a pattern beside each format; the format says more.
  const formats = new Set(
    errors.flatMap(({ keyword, instancePath }) => (keyword === "format" ? [instancePath] : [])),
  );
  return errors
    .filter(({ keyword, instancePath }) => keyword !== "pattern" || !formats.has(instancePath))
    .filter((error) => !choices.some((choice) => isBranch(error, choice)))
    .map((error) => {
      const branches = choices.includes(error) ? branchesOf(error) : [];
      if (branches.length === 0) return error;
      return { ...error, message: describeAlternatives(error, branches) };
    });
}

function describeAlternatives(choice: ErrorObject, branches: readonly ErrorObject[]): string {
  const texts = branches.map((branch) => {
    const [key, message] = describeError(branch);
    const steps = parsePointer(branch.instancePath.slice(choice.instancePath.length));
    return [[...steps, ...(key === undefined ? [] : [key])].join("."), message]
      .filter((part) => part !== "")
      .join(" ");
  });
  return [...new Set(texts)].slice(0, 5).join(", or ");
}

/** The key that the error is about, where that is not at its place, and what is wrong. */
function describeError({
  keyword,
  params,
  message = "is not valid",
}: ErrorObject): [string | undefined, string] {
  const { missingProperty, additionalProperty, unevaluatedProperty, propertyName } =
    params as Partial<Record<string, string>>; // oxlint-disable-line typescript/consistent-type-assertions -- Ajv's params by keyword
  if (missingProperty !== undefined) return [missingProperty, "is required"];
  const unknown = additionalProperty ?? unevaluatedProperty;
  if (unknown !== undefined) return [unknown, "is not a known key"];
  if (propertyName !== undefined) return [propertyName, "is not a name that a key may have"];
  if (keyword === "type") return [undefined, `must be ${formatTypes(params["type"])}`];
  if (keyword === "const") return [undefined, `must be ${formatValue(params["allowedValue"])}`];
  if (keyword === "enum")
    return [undefined, `must be one of ${formatList(params["allowedValues"])}`];
  if (keyword === "false schema") return [undefined, "must not be there"];
  return [undefined, message];
}

const formatTypes = (type: unknown) => (Array.isArray(type) ? type.join(" or ") : String(type));

const formatList = (values: unknown) =>
  Array.isArray(values) ? truncate(values.slice(0, 20).map(formatValue).join(", ")) : "";

const formatValue = (value: unknown) => truncate(JSON.stringify(value));

const truncate = (text: string) => (text.length > 200 ? `${text.slice(0, 200)}…` : text);
