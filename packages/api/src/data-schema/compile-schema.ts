import { AppError, invalid, MAX_DATA_SCHEMA_BYTES } from "@roster/contract";
import type { JsonObject } from "@roster/contract/json";
import { Ajv2020, type ValidateFunction } from "ajv/dist/2020.js";
import { fullFormats } from "ajv-formats/dist/formats.js";
import type { Validator } from "./data-schemas.js";
import { type SchemaTraits, findTraits } from "./schema-traits.js";
import { withTimeout, CIRCULAR_SCHEMA } from "./validation-timeout.js";
import { parsePointer, toIssues } from "./to-issues.js";

const DIALECT = "https://json-schema.org/draft/2020-12/schema";

/** Knows what a schema of this draft looks like; compiles none of anybody else's. */
const metaSchema = new Ajv2020({ strict: false, logger: false, allErrors: true });

/**
 * Compiles a schema into code, which Ajv writes. Each has an Ajv of its own: ids of one schema are unknown to
 * others, and nothing is ever fetched.
 *
 * @throws AppError INVALID, naming the place in the schema.
 */
export function compileSchema(schema: JsonObject): Validator {
  assertSize(schema);
  assertDialect(schema);
  assertWellFormed(schema);
  const traits = findTraits(schema);
  const validate = compile(schema, traits);
  const run: Validator = (data) => (validate(data) ? [] : toIssues(validate.errors ?? [], data));
  const validator = traits.mayBeSlow ? withTimeout(run) : run;
  if (validator({}).includes(CIRCULAR_SCHEMA)) throw schemaError(CIRCULAR_SCHEMA.message);
  return validator;
}

function assertSize(schema: JsonObject): void {
  const bytes = Buffer.byteLength(JSON.stringify(schema));
  if (bytes <= MAX_DATA_SCHEMA_BYTES) return;
  throw schemaError(`has ${bytes} bytes as JSON; at most ${MAX_DATA_SCHEMA_BYTES} are taken`);
}

function assertDialect({ $schema = DIALECT }: JsonObject): void {
  if ($schema === DIALECT || $schema === `${DIALECT}#`) return;
  throw schemaError(`must be ${DIALECT}, or left out`, ["$schema"]);
}

function assertWellFormed(schema: JsonObject): void {
  if (metaSchema.validate(DIALECT, schema)) return;
  const [first, ...rest] = toIssues(metaSchema.errors ?? [], schema, "schema");
  if (first) throw invalid([first, ...rest]);
}

function compile(schema: JsonObject, traits: SchemaTraits): ValidateFunction {
  const ajv = new Ajv2020({
    // A keyword that Ajv does not know is refused: it may be a mistyped one.
    strictSchema: true,
    strictTypes: false,
    strictTuples: false,
    allowMatchingProperties: true,
    allErrors: true,
    // What is inherited is no key: `constructor` is required of the data itself.
    ownProperties: true,
    // A short schema must not become much code.
    inlineRefs: false,
    formats: { ...Object.fromEntries(traits.formats.map((name) => [name, true])), ...fullFormats },
    logger: false,
    meta: false,
    validateSchema: false,
  });
  // zod writes the id of its registry so; to Ajv it is a mistake for $id.
  ajv.removeKeyword("id");
  ajv.addVocabulary(["id", ...traits.customKeywords]);
  try {
    return ajv.compile(schema);
  } catch (cause) {
    throw schemaError(describeCompileError(cause), pathInError(cause), cause);
  }
}

function describeCompileError(cause: unknown): string {
  const message = cause instanceof Error ? cause.message : String(cause);
  if (!message.includes("resolve reference")) {
    return `does not compile: ${message.replace(/^strict mode: /, "")}`;
  }
  return `${message}; a $ref leads to a place in this schema (#/…), nothing is fetched`;
}

/** Ajv names the place of an unknown keyword and of a bad format as `at path "#/properties/a"`. */
function pathInError(cause: unknown): string[] {
  const [, pointer = ""] = /at path "#([^"]*)"/.exec(String(cause)) ?? [];
  return parsePointer(pointer);
}

function schemaError(message: string, path: string[] = [], cause?: unknown): AppError {
  const { details, message: text } = invalid([{ path: ["schema", ...path], message }]);
  return new AppError("INVALID", text, { ...(details && { details }), cause });
}
