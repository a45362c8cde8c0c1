import type { JsonObject } from "@roster/contract/json";

interface ProcedureDoc {
  readonly summary: string;
  /** An input to begin with; absent: made from the schema. */
  readonly example?: JsonObject;
}

const john = { id: "john-doe", data: { name: "John Doe", occupation: "Software Engineer" } };
const hour = { from: "2026-11-23T09:00:00.000000Z", to: "2026-11-23T10:00:00.000000Z" };
const schema = { type: "object", properties: { name: { type: "string" } } };

/** What people are told of a procedure. One without a note has an example from its schema. */
export const procedureDocs: Readonly<Record<string, ProcedureDoc>> = {
  "users.add": {
    summary:
      "Adds a user under an id; one that exists is an error, or comes back with getOrCreate.",
    example: john,
  },
  "users.addMany": {
    summary: "Adds up to 5,000 users, with an outcome for each.",
    example: { users: [john, { id: "jane-doe", data: { name: "Jane Doe" } }], getOrCreate: true },
  },
  "users.get": { summary: "Reads a user.", example: { id: "john-doe" } },
  "users.getMany": {
    summary: "Reads users by their ids, and tells which of them are missing.",
    example: { ids: ["john-doe", "jane-doe"] },
  },
  "users.update": {
    summary: "Replaces a user's data whole.",
    example: { id: "john-doe", data: { name: "John Doe", city: "Utrecht" } },
  },
  "users.patch": {
    summary: "Changes a part of a user's data and keeps the rest.",
    example: { id: "john-doe", set: { city: "Rome" }, unset: ["occupation"] },
  },
  "users.patchMany": {
    summary: "Changes the same part of many users' data.",
    example: { ids: ["john-doe", "jane-doe"], set: { city: "Rome" } },
  },
  "users.remove": { summary: "Removes a user with all of its data.", example: { id: "john-doe" } },
  "users.removeMany": {
    summary: "Removes users with all of their data.",
    example: { ids: ["john-doe", "jane-doe"] },
  },
  "users.list": {
    summary: "A page of users: filtered, searched, sorted; the newest first.",
    example: { limit: 10, count: "capped" },
  },
  "indexes.add": {
    summary: "Builds an index on a path of data, which can be unique.",
    example: { path: "data.name" },
  },
  "indexes.list": { summary: "The app's indexes, oldest first." },
  "indexes.remove": { summary: "Removes an index.", example: { path: "data.name" } },
  "apps.add": { summary: "Makes an app.", example: { name: "Another app" } },
  "apps.remove": {
    summary:
      "Erases an app with its users, keys, schemas and indexes; its name says that it is meant.",
    example: { id: "0123456789abcdef", name: "Another app" },
  },
  "apps.list": { summary: "All apps of this installation, oldest first." },
  "apps.setDataSchema": {
    summary: "Holds the users' data to a schema from now on.",
    example: { schema, appliesTo: "newWrites" },
  },
  "apps.getDataSchema": { summary: "The schema in force, or a version of it.", example: {} },
  "apps.listDataSchemas": { summary: "The versions of the schema, newest first.", example: {} },
  "apps.checkDataSchema": {
    summary: "How many stored users break a schema, and the first ten of them.",
    example: { schema },
  },
  "apps.removeDataSchema": { summary: "Makes data free-form again." },
  "stats.users": {
    summary: "How many of the users were added in each step of a period, and how many there are.",
    example: { ...hour, step: 600 },
  },
  "stats.usage": {
    summary: "Calls by kind, errors by code and latency in each step of a period.",
    example: { ...hour, step: 600 },
  },
  "apiKeys.add": {
    summary: "Makes an API key. Its secret is in this answer and never again.",
    example: { name: "Web backend" },
  },
  "apiKeys.list": { summary: "The app's API keys, the revoked ones among them." },
  "apiKeys.revoke": { summary: "Ends an API key for good.", example: { key: "the-key" } },
};
