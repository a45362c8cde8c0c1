import type { JsonObject } from "@roster/contract/json";

interface ProcedureDoc {
  readonly summary: string;
  /** An example input. Default: generated from the schema. */
  readonly example?: JsonObject;
}

const john = { id: "john-doe", data: { name: "John Doe", occupation: "Software Engineer" } };
const hour = { from: "2026-11-23T09:00:00.000000Z", to: "2026-11-23T10:00:00.000000Z" };
const schema = { type: "object", properties: { name: { type: "string" } } };

/** Summaries and examples by procedure path. */
export const procedureDocs: Readonly<Record<string, ProcedureDoc>> = {
  "users.add": {
    summary:
      "Adds a user. An existing id is an error, or, with getOrCreate, returns the stored user.",
    example: john,
  },
  "users.addMany": {
    summary: "Adds up to 5,000 users, with an outcome for each.",
    example: { users: [john, { id: "jane-doe", data: { name: "Jane Doe" } }], getOrCreate: true },
  },
  "users.get": { summary: "Returns a user.", example: { id: "john-doe" } },
  "users.getMany": {
    summary: "Returns users by id, and the ids that are missing.",
    example: { ids: ["john-doe", "jane-doe"] },
  },
  "users.update": {
    summary: "Replaces all of a user's data.",
    example: { id: "john-doe", data: { name: "John Doe", city: "Utrecht" } },
  },
  "users.patch": {
    summary: "Changes part of a user's data and keeps the rest.",
    example: { id: "john-doe", set: { city: "Rome" }, unset: ["occupation"] },
  },
  "users.patchMany": {
    summary: "Changes the same part of the data of many users.",
    example: { ids: ["john-doe", "jane-doe"], set: { city: "Rome" } },
  },
  "users.remove": {
    summary: "Removes a user and all its data, or, with the mode soft, until it is restored.",
    example: { id: "john-doe" },
  },
  "users.removeMany": {
    summary: "Removes users and all their data.",
    example: { ids: ["john-doe", "jane-doe"] },
  },
  "users.deactivate": {
    summary: "Rejects the user's own tokens; the user stays readable.",
    example: { id: "john-doe" },
  },
  "users.deactivateMany": {
    summary: "The same for up to 5,000 users, with an outcome for each.",
    example: { ids: ["john-doe", "jane-doe"] },
  },
  "users.reactivate": {
    summary: "Accepts the user's own tokens again.",
    example: { id: "john-doe" },
  },
  "users.reactivateMany": {
    summary: "The same for up to 5,000 users, with an outcome for each.",
    example: { ids: ["john-doe", "jane-doe"] },
  },
  "users.ban": {
    summary: "Rejects the user's own tokens until the ban ends.",
    example: { id: "john-doe", seconds: 86_400, reason: "Spam" },
  },
  "users.banMany": {
    summary: "The same for up to 5,000 users, with an outcome for each.",
    example: { ids: ["john-doe", "jane-doe"], reason: "Spam" },
  },
  "users.unban": {
    summary: "Ends a ban.",
    example: { id: "john-doe" },
  },
  "users.unbanMany": {
    summary: "The same for up to 5,000 users, with an outcome for each.",
    example: { ids: ["john-doe", "jane-doe"] },
  },
  "users.revokeTokens": {
    summary: "Rejects all tokens of the user that were issued until now.",
    example: { id: "john-doe" },
  },
  "users.revokeTokensMany": {
    summary: "The same for up to 5,000 users, with an outcome for each.",
    example: { ids: ["john-doe", "jane-doe"] },
  },
  "users.restore": {
    summary: "Brings back a soft-deleted user.",
    example: { id: "john-doe" },
  },
  "users.restoreMany": {
    summary: "The same for up to 5,000 users, with an outcome for each.",
    example: { ids: ["john-doe", "jane-doe"] },
  },
  "users.list": {
    summary: "Returns a page of users, filtered, searched and sorted. Newest first by default.",
    example: { limit: 10, count: "capped" },
  },
  "users.history": {
    summary: "Returns a page of a user's changes, newest first.",
    example: { id: "john-doe", limit: 10 },
  },
  "users.revert": {
    summary: "Restores the data of an earlier version of a user, as a new version.",
    example: { id: "john-doe", toVersion: 1 },
  },
  "users.revertMany": {
    summary: "Restores the data of earlier versions of users, with an outcome for each.",
    example: { users: [{ id: "john-doe", toVersion: 1 }] },
  },
  "users.export": {
    summary: "Returns everything that is stored about a person, as one JSON document.",
    example: { id: "john-doe" },
  },
  "audit.list": {
    summary: "Returns a page of the audit log, newest first.",
    example: { types: ["user.deleted", "apiKey.added"], limit: 10 },
  },
  "indexes.add": {
    summary: "Builds an index on a data path, optionally unique.",
    example: { path: "data.name" },
  },
  "indexes.list": { summary: "Lists the app's indexes, oldest first." },
  "indexes.remove": { summary: "Removes an index.", example: { path: "data.name" } },
  "apps.add": { summary: "Adds an app.", example: { name: "Another app" } },
  "apps.remove": {
    summary:
      "Erases an app with its users, keys, schemas and indexes. The name is required as confirmation.",
    example: { id: "0123456789abcdef", name: "Another app" },
  },
  "apps.list": { summary: "Lists all apps of this installation, oldest first." },
  "apps.setDataSchema": {
    summary: "Activates a schema for the users' data.",
    example: { schema, appliesTo: "newWrites" },
  },
  "apps.getDataSchema": {
    summary: "Returns the active schema, or the given version.",
    example: {},
  },
  "apps.listDataSchemas": {
    summary: "Lists the versions of the schema, newest first.",
    example: {},
  },
  "apps.checkDataSchema": {
    summary: "Counts the stored users that violate a schema, and returns the first ten.",
    example: { schema },
  },
  "apps.removeDataSchema": { summary: "Makes data free-form again." },
  "apps.setHistory": {
    summary: "Sets how much of the changes of the app's users is kept.",
    example: { history: "thin" },
  },
  "apps.setUserReads": {
    summary: "Sets which users a user token can read, and which of their data.",
    example: { userReads: "byId", publicFields: ["data.name"] },
  },
  "stats.history": { summary: "Returns how many changes the app keeps, and their size." },
  "stats.users": {
    summary: "Counts the users added in each step of a period, and all users.",
    example: { ...hour, step: 600 },
  },
  "stats.usage": {
    summary: "Returns calls by kind, errors by code and latency for each step of a period.",
    example: { ...hour, step: 600 },
  },
  "admins.list": { summary: "Lists the administrators." },
  "admins.invite": {
    summary:
      "Adds an administrator. Only this response contains the token of the invitation's link.",
    example: { email: "ann@example.com", role: "editor", apps: ["main"] },
  },
  "admins.renewInvitation": {
    summary: "Makes a new link with which an administrator sets a password.",
    example: { id: "the-id" },
  },
  "admins.update": {
    summary: "Changes the role, the apps or the e-mail address of an administrator.",
    example: { id: "the-id", role: "viewer", apps: null },
  },
  "admins.remove": { summary: "Removes an administrator.", example: { id: "the-id" } },
  "apiKeys.add": {
    summary: "Adds an API key. Only this response contains its secret.",
    example: { name: "Web backend" },
  },
  "apiKeys.list": { summary: "Lists the app's API keys, including revoked ones." },
  "apiKeys.update": {
    summary: "Changes what an API key may do, its limits or its name.",
    example: { key: "the-key", scopes: ["users:read"], allowFrom: ["203.0.113.0/24"] },
  },
  "apiKeys.rotate": {
    summary:
      "Gives an API key a new secret, which only this response contains. The current one is accepted during the overlap.",
    example: { key: "the-key", overlapSeconds: 3600 },
  },
  "apiKeys.revoke": { summary: "Permanently revokes an API key.", example: { key: "the-key" } },
};
