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

/** The schemas that the document names, as JSON Schema 2020-12, which OpenAPI 3.1 takes as it is. */
export const componentSchemas = toComponents();

function toComponents(): Record<string, object> {
  const registry = z.registry<{ id: string }>();
  for (const [id, schema] of Object.entries(namedSchemas)) registry.add(schema, { id });
  const { schemas } = z.toJSONSchema(registry, {
    uri: uriOf,
    io: "input",
    // A user's data is checked by code; what JSON Schema can say of it stands in its metadata.
    unrepresentable: "any",
    override: ({ jsonSchema }) => {
      // What the format says already, in three hundred characters.
      if (jsonSchema.format === "date-time") delete jsonSchema.pattern;
    },
  });
  return Object.fromEntries(
    Object.entries(schemas).map(([name, { $id, $schema, ...schema }]) => [name, schema]),
  );
}
