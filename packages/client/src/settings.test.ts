import { expect, test } from "vitest";
import { type ClientOptions, createClient, isRosterError } from "./index.js";
import { readSettings } from "./settings.js";

const good = { url: "http://localhost:8000", apiKey: "key", apiSecret: "secret" };

test.each([
  ["url", { ...good, url: "localhost:8000" }],
  ["url", { ...good, url: "/api" }],
  ["url", { ...good, url: "http://user:password@localhost" }],
  ["url", { ...good, url: "http://localhost?key=1" }],
  ["apiKey", { ...good, apiKey: "" }],
  ["apiKey", { ...good, apiKey: "two words" }],
  ["apiKey", { ...good, apiKey: undefined }],
  ["apiSecret", { ...good, apiSecret: "" }],
  ["apiSecret", { ...good, apiSecret: undefined }],
  ["apiSecret", { ...good, token: "token" }],
  ["timeout", { ...good, timeout: 0 }],
  ["timeout", { ...good, timeout: Number.NaN }],
  ["retries", { ...good, retries: -1 }],
  ["retries", { ...good, retries: 1.5 }],
])("createClient throws INVALID for a wrong %s: %o", (option, options) => {
  const error = findError(options as ClientOptions); // as one without types could give them
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
  expect(readSettings({ ...good, url }).endpoint).toBe(endpoint);
});
