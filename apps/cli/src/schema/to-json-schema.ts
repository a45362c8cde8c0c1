import { AppError } from "@roster/contract";
import { z } from "zod";

const target = "draft-2020-12";

/** What zod 4.2 and later, and other libraries, have of standardschema.dev's Standard JSON Schema. */
const Standard = z.object({
  "~standard": z.object({
    vendor: z.string(),
    jsonSchema: z.object({ input: z.custom<(options: object) => unknown>(isFunction) }).optional(),
  }),
});

/**
 * A schema of whoever's copy of zod as JSON Schema of what goes in: that is what is sent and stored.
 *
 * @throws AppError INVALID for what JSON Schema cannot say.
 */
export function toJsonSchema(schema: object, file: string): unknown {
  const { vendor, jsonSchema } = Standard.parse(schema)["~standard"];
  try {
    if (jsonSchema) return plain(jsonSchema.input({ target }));
    if (isZod4(schema)) return plain(z.toJSONSchema(schema, { target, io: "input" }));
  } catch (cause) {
    const message = cause instanceof Error ? cause.message : String(cause);
    throw new AppError("INVALID", `${file}: the schema is none of JSON: ${message}`, { cause });
  }
  throw new AppError(
    "INVALID",
    `${file}: this version of ${vendor} cannot write JSON Schema: use zod 4`,
  );
}

/** zod hangs methods at what it gives, hidden from JSON. */
function plain(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value));
}

function isFunction(value: unknown): boolean {
  return typeof value === "function";
}

/** zod 4.0 and 4.1, whose schemas any copy of zod 4 reads by their definition. */
function isZod4(schema: object): schema is z.ZodType {
  return "_zod" in schema;
}
