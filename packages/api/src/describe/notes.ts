import type { JsonObject } from "@roster/contract";

interface Note {
  readonly says: string;
  /** An input to begin with; absent: made from the schema. */
  readonly example?: JsonObject;
}

const john = { id: "john-doe", data: { name: "John Doe", occupation: "Software Engineer" } };
const hour = { from: "2026-11-23T09:00:00.000000Z", to: "2026-11-23T10:00:00.000000Z" };
const schema = { type: "object", properties: { name: { type: "string" } } };

/** What people are told of a procedure. One without a note has an example from its schema. */
export const notes: Readonly<Record<string, Note>> = {
  "users.add": {
    says: "Adds a user under an id; one that exists is an error, or comes back with getOrCreate.",
    example: john,
  },
  "users.addMany": {
    says: "Adds up to 5,000 users, with an outcome for each.",
    example: { users: [john, { id: "jane-doe", data: { name: "Jane Doe" } }], getOrCreate: true },
  },
  "users.get": { says: "Reads a user.", example: { id: "john-doe" } },
  "users.getMany": {
    says: "Reads users by their ids, and tells which of them are missing.",
    example: { ids: ["john-doe", "jane-doe"] },
  },
  "users.update": {
    says: "Replaces a user's data whole.",
    example: { id: "john-doe", data: { name: "John Doe", city: "Utrecht" } },
  },
  "users.patch": {
    says: "Changes a part of a user's data and keeps the rest.",
    example: { id: "john-doe", set: { city: "Rome" }, unset: ["occupation"] },
  },
  "users.patchMany": {
    says: "Changes the same part of many users' data.",
    example: { ids: ["john-doe", "jane-doe"], set: { city: "Rome" } },
  },
  "users.remove": { says: "Removes a user with all of its data.", example: { id: "john-doe" } },
  "users.removeMany": {
    says: "Removes users with all of their data.",
    example: { ids: ["john-doe", "jane-doe"] },
  },
  "users.list": {
    says: "A page of users: filtered, searched, sorted; the newest first.",
    example: { limit: 10, count: "capped" },
  },
  "indexes.add": {
    says: "Builds an index on a path of data, which can be unique.",
    example: { path: "data.name" },
  },
  "indexes.list": { says: "The app's indexes, oldest first." },
  "indexes.remove": { says: "Removes an index.", example: { path: "data.name" } },
  "apps.add": { says: "Makes an app.", example: { name: "Another app" } },
  "apps.remove": {
    says: "Erases an app with its users, keys, schemas and indexes; its name says that it is meant.",
    example: { id: "0123456789abcdef", name: "Another app" },
  },
  "apps.list": { says: "All apps of this installation, oldest first." },
  "apps.setDataSchema": {
    says: "Holds the users' data to a schema from now on.",
    example: { schema, appliesTo: "newWrites" },
  },
  "apps.getDataSchema": { says: "The schema in force, or a version of it.", example: {} },
  "apps.listDataSchemas": { says: "The versions of the schema, newest first.", example: {} },
  "apps.checkDataSchema": {
    says: "How many stored users break a schema, and the first ten of them.",
    example: { schema },
  },
  "apps.removeDataSchema": { says: "Makes data free-form again." },
  "stats.users": {
    says: "How many of the users were added in each step of a period, and how many there are.",
    example: { ...hour, step: 600 },
  },
  "stats.usage": {
    says: "Calls by kind, errors by code and latency in each step of a period.",
    example: { ...hour, step: 600 },
  },
  "apiKeys.add": {
    says: "Makes an API key. Its secret is in this answer and never again.",
    example: { name: "Web backend" },
  },
  "apiKeys.list": { says: "The app's API keys, the revoked ones among them." },
  "apiKeys.revoke": { says: "Ends an API key for good.", example: { key: "the-key" } },
};
