import { z } from "zod";
import {
  AddUserBody,
  AddUsersResponse,
  AddUsersBody,
  EmptyResponse,
  ErrorResponse,
  GetUsersResponse,
  ListedUser,
  RemoveUsersResponse,
  UpdateUserBody,
  UserResponse,
} from "../wire.js";

const namedSchemas = {
  AddUserBody,
  UpdateUserBody,
  AddUsersBody,
  UserResponse,
  EmptyResponse,
  ListedUser,
  AddUsersResponse,
  GetUsersResponse,
  RemoveUsersResponse,
  ErrorResponse,
};

export type SchemaName = keyof typeof namedSchemas;

export const schemaRef = (name: SchemaName) => ({ $ref: uriOf(name) });

const uriOf = (name: string) => `#/components/schemas/${name}`;

/** The schemas as JSON Schema 2020-12, which OpenAPI 3.1 embeds unchanged. */
export const componentSchemas = toComponents();

function toComponents(): Record<string, object> {
  const registry = z.registry<{ id: string }>();
  for (const [id, schema] of Object.entries(namedSchemas)) registry.add(schema, { id });
  const { schemas } = z.toJSONSchema(registry, {
    uri: uriOf,
    io: "input",
    // A user's data is checked in code; its metadata has the rules that JSON Schema can express.
    unrepresentable: "any",
    override: ({ jsonSchema }) => {
      // The format implies the pattern, which is three hundred characters long.
      if (jsonSchema.format === "date-time") delete jsonSchema.pattern;
    },
  });
  return Object.fromEntries(
    Object.entries(schemas).map(([name, { $id, $schema, ...schema }]) => [name, schema]),
  );
}
