import type { JsonObject, JsonValue } from "@roster/contract/json";
import { schemaTexts } from "@/features/schema/texts";
import { fieldFromSchema, type FieldShape } from "@/features/data-form/model/field-from-schema";
import {
  allowsAdditionalProperties,
  declaredProperties,
  requiredKeys,
} from "@/features/data-form/model/object-properties";

const texts = schemaTexts.types;

/** A field of a schema, in readable form. */
export interface SchemaRow {
  /** As in a filter: `address.city`, `roles[]`. */
  readonly path: string;
  readonly type: string;
  readonly isRequired: boolean;
  readonly description: string | undefined;
}

const MAX_ROWS = 500;
const MAX_DEPTH = 8;

interface Walk {
  readonly root: JsonObject;
  readonly path: string;
  readonly depth: number;
}

/** Every field that the schema defines; objects come before their fields. */
export function schemaRows(schema: JsonObject): SchemaRow[] {
  const { shape } = fieldFromSchema(schema, schema);
  if (shape.kind !== "object") return [];
  return rowsOf(shape.schema, { root: schema, path: "", depth: 0 }).slice(0, MAX_ROWS);
}

/** Whether the schema allows keys that it does not define. */
export function isOpenSchema(schema: JsonObject): boolean {
  const { shape } = fieldFromSchema(schema, schema);
  return shape.kind !== "object" || allowsAdditionalProperties(shape.schema);
}

function rowsOf(schema: JsonObject, { root, path, depth }: Walk): SchemaRow[] {
  const required = requiredKeys(schema);
  return Object.entries(declaredProperties(schema)).flatMap(([name, given]) => {
    const { shape, isNullable, title, description } = fieldFromSchema(given, root);
    const at = path === "" ? name : `${path}.${name}`;
    const row = {
      path: at,
      type: isNullable ? texts.orNull(describeType(shape, root)) : describeType(shape, root),
      isRequired: required.includes(name),
      description: description ?? title,
    };
    return depth < MAX_DEPTH
      ? [row, ...nestedRows(shape, { root, path: at, depth: depth + 1 })]
      : [row];
  });
}

function nestedRows(shape: FieldShape, walk: Walk): SchemaRow[] {
  if (shape.kind === "object") return rowsOf(shape.schema, walk);
  if (shape.kind !== "list") return [];
  const { shape: item } = fieldFromSchema(shape.items, walk.root);
  return item.kind === "object" ? rowsOf(item.schema, { ...walk, path: `${walk.path}[]` }) : [];
}

function describeType(shape: FieldShape, root: JsonObject): string {
  switch (shape.kind) {
    case "text":
      return shape.format ?? texts.string;
    case "number":
      return shape.isInteger ? texts.integer : texts.number;
    case "choice":
      return texts.anyOf(shape.values.map((value) => JSON.stringify(value)));
    case "list":
      return texts.arrayOf(describeType(fieldFromSchema(shape.items, root).shape, root));
    case "object":
      return texts.object;
    case "json":
      return texts.any;
  }
}

/** The initial content of the editor when there is no schema. */
export const starterSchema: JsonObject = {
  type: "object",
  properties: {
    name: { type: "string", minLength: 1 },
    email: { type: "string", format: "email" },
  },
  required: ["name"],
} satisfies Record<string, JsonValue>;
