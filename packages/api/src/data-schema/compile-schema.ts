import { AppError, invalid, MAX_DATA_SCHEMA_BYTES } from "@roster/contract";
import type { JsonObject } from "@roster/contract/json";
import { Ajv2020, type ValidateFunction } from "ajv/dist/2020.js";
import { fullFormats } from "ajv-formats/dist/formats.js";
import type { Validator } from "./validator.js";
import { type SchemaTraits, findTraits } from "./schema-traits.js";
import { withTimeout, CIRCULAR_SCHEMA } from "./validation-timeout.js";
import { parsePointer, toIssues } from "./to-issues.js";

const DIALECT = "https://json-schema.org/draft/2020-12/schema";

/** Validates schemas against the meta-schema; compiles none of them. */
const metaSchema = new Ajv2020({ strict: false, logger: false, allErrors: true });

/**
 * Compiles a schema to code with Ajv. Each schema has its own Ajv instance, so that no schema can refer to the
 * ids of another, and nothing is ever fetched.
 *
 * @throws AppError INVALID with the path in the schema.
 */
export function compileSchema(schema: JsonObject): Validator {
  assertSize(schema);
  assertDialect(schema);
  assertWellFormed(schema);
  const traits = findTraits(schema);
  const validate = compile(schema, traits);
  const validateData: Validator = (data) =>
    validate(data) ? [] : toIssues(validate.errors ?? [], data);
  const validator = traits.mayBeSlow ? withTimeout(validateData) : validateData;
  if (validator({}).includes(CIRCULAR_SCHEMA)) throw schemaError(CIRCULAR_SCHEMA.message);
  return validator;
}

function assertSize(schema: JsonObject): void {
  const bytes = Buffer.byteLength(JSON.stringify(schema));
  if (bytes <= MAX_DATA_SCHEMA_BYTES) return;
  throw schemaError(`has ${bytes} bytes as JSON; at most ${MAX_DATA_SCHEMA_BYTES} are allowed`);
}

function assertDialect({ $schema = DIALECT }: JsonObject): void {
  if ($schema === DIALECT || $schema === `${DIALECT}#`) return;
  throw schemaError(`must be ${DIALECT} or omitted`, ["$schema"]);
}

function assertWellFormed(schema: JsonObject): void {
  if (metaSchema.validate(DIALECT, schema)) return;
  const [first, ...rest] = toIssues(metaSchema.errors ?? [], schema, "schema");
  if (first) throw invalid([first, ...rest]);
}

function compile(schema: JsonObject, traits: SchemaTraits): ValidateFunction {
  const ajv = new Ajv2020({
    // Rejects unknown keywords, which are probably typos.
    strictSchema: true,
    strictTypes: false,
    strictTuples: false,
    allowMatchingProperties: true,
    allErrors: true,
    // Inherited properties do not count: a required `constructor` must be in the data itself.
    ownProperties: true,
    // A short schema must not expand to a lot of code.
    inlineRefs: false,
    formats: { ...Object.fromEntries(traits.formats.map((name) => [name, true])), ...fullFormats },
    logger: false,
    meta: false,
    validateSchema: false,
  });
  // zod writes its registry's id as `id`, which Ajv would reject as a mistyped $id.
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
  return `${message}; a $ref must point into this schema (#/…), nothing is fetched`;
}

/** For unknown keywords and formats, Ajv's message contains `at path "#/properties/a"`. */
function pathInError(cause: unknown): string[] {
  const [, pointer = ""] = /at path "#([^"]*)"/.exec(String(cause)) ?? [];
  return parsePointer(pointer);
}

function schemaError(message: string, path: string[] = [], cause?: unknown): AppError {
  const { details, message: fullMessage } = invalid([{ path: ["schema", ...path], message }]);
  return new AppError("INVALID", fullMessage, { ...(details && { details }), cause });
}
