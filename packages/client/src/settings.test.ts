import { expect, test } from "vitest";
import { type ClientOptions, createClient, isRosterError } from "./index.js";
import { readSettings } from "./settings.js";

const validOptions = { url: "http://localhost:8000", apiKey: "key", apiSecret: "secret" };

test.each([
  ["url", { ...validOptions, url: "localhost:8000" }],
  ["url", { ...validOptions, url: "/api" }],
  ["url", { ...validOptions, url: "http://user:password@localhost" }],
  ["url", { ...validOptions, url: "http://localhost?key=1" }],
  ["apiKey", { ...validOptions, apiKey: "" }],
  ["apiKey", { ...validOptions, apiKey: "two words" }],
  ["apiKey", { ...validOptions, apiKey: undefined }],
  ["apiSecret", { ...validOptions, apiSecret: "" }],
  ["apiSecret", { ...validOptions, apiSecret: undefined }],
  ["apiSecret", { ...validOptions, token: "token" }],
  ["timeout", { ...validOptions, timeout: 0 }],
  ["timeout", { ...validOptions, timeout: Number.NaN }],
  ["retries", { ...validOptions, retries: -1 }],
  ["retries", { ...validOptions, retries: 1.5 }],
  ["retries", { ...validOptions, retries: Number.NaN }],
  ["onBehalfOf", { ...validOptions, onBehalfOf: "" }],
  ["onBehalfOf", { ...validOptions, onBehalfOf: "a".repeat(256) }],
  ["onBehalfOf", { ...validOptions, onBehalfOf: "jane\r\nx-admin: 1" }],
])("createClient throws INVALID for an invalid %s: %o", (option, options) => {
  const error = findError(options as ClientOptions); // as untyped code could pass them
  const issues = isRosterError(error, "INVALID") && error.data.details?.issues;
  expect(issues).toMatchObject([{ path: [option] }]);
});

function findError(options: ClientOptions): unknown {
  try {
    return createClient(options);
  } catch (error) {
    return error;
  }
}

test.each([
  ["http://localhost:8000", "http://localhost:8000/trpc"],
  ["https://example.com/roster/", "https://example.com/roster/trpc"],
  [new URL("http://[::1]:8000"), "http://[::1]:8000/trpc"],
])("the endpoint of %s is %s", (url, endpoint) => {
  expect(readSettings({ ...validOptions, url }).endpoint).toBe(endpoint);
});
