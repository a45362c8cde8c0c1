import { AppError } from "@roster/contract";
import { z } from "zod";
import { representBigints } from "./represent-bigints.js";

const target = "draft-2020-12";
/** Called for each schema, so that integers can be accepted while everything else JSON lacks is rejected. */
const options = { unrepresentable: "any", override: representBigints } as const;

/** The Standard JSON Schema interface (standardschema.dev), as in zod 4.2 and other libraries. */
const Standard = z.object({
  "~standard": z.object({
    vendor: z.string(),
    jsonSchema: z.object({ input: z.custom<(options: object) => unknown>(isFunction) }).optional(),
  }),
});

/**
 * Converts a schema of any copy of zod to JSON Schema of its input, which is what users store.
 *
 * @throws AppError INVALID if JSON Schema cannot express it.
 */
export function toJsonSchema(schema: object, file: string): unknown {
  const { vendor, jsonSchema } = Standard.parse(schema)["~standard"];
  try {
    if (jsonSchema) return plain(jsonSchema.input({ target, libraryOptions: options }));
    if (isZod4(schema)) return plain(z.toJSONSchema(schema, { target, io: "input", ...options }));
  } catch (cause) {
    const message = cause instanceof Error ? cause.message : String(cause);
    throw new AppError(
      "INVALID",
      `${file}: the schema cannot be expressed as JSON Schema: ${message}`,
      { cause },
    );
  }
  throw new AppError(
    "INVALID",
    `${file}: this version of ${vendor} cannot generate JSON Schema; use zod 4`,
  );
}

/** Drops the methods that zod attaches to the schema. */
function plain(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value));
}

function isFunction(value: unknown): boolean {
  return typeof value === "function";
}

/** zod 4.0 and 4.1, whose schemas any copy of zod 4 can read. */
function isZod4(schema: object): schema is z.ZodType {
  return "_zod" in schema;
}
