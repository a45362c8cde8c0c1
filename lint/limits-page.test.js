import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { readSettings } from "../apps/server/src/env.ts";
import {
  defaultLimits,
  MAX_HEADERS,
  MAX_REST_URL_LENGTH,
  MAX_URL_LENGTH,
  UNREAD_RESPONSE_MS,
} from "../apps/server/src/http/limits.ts";
import { dashboardLimits, MAX_FORM_BYTES } from "../apps/web/src/server/http-server.ts";
import { MAX_BATCH_COST } from "../packages/contract/src/call-costs.ts";
import { MAX_DATA_DEPTH, MAX_JSON_VALUES } from "../packages/contract/src/json/data-limits.ts";
import { MAX_BATCH_USERS, MAX_PAGE_SIZE } from "../packages/contract/src/limits.ts";

const read = (path) => readFileSync(new URL(`../${path}`, import.meta.url), "utf8");
const settings = readSettings({});
const { rates, scanDeadlines, retention } = settings;

/** The row of a table in docs/limits.md that begins with this text. */
function rowOf(what) {
  const row = read("docs/limits.md")
    .split("\n")
    .find((line) => line.startsWith(`| ${what} `));
  expect(row, `docs/limits.md has no row for ${what}`).toBeDefined();
  return row;
}

const format = (limit) => limit.toLocaleString("en-US");

test.each([
  ["connections", defaultLimits.maxConnections],
  ["connections from one address", defaultLimits.maxConnectionsPerAddress],
  ["requests in progress", defaultLimits.maxRequests],
  ["time that a request would wait", defaultLimits.maxWait / 1000],
  ["bytes of all request bodies", defaultLimits.maxBodiesBytes],
  ["bytes of users' data in responses", defaultLimits.maxResponsesBytes],
  ["bytes of unfinished long heads", defaultLimits.maxHeadsBytes],
  ["connections of the dashboard", dashboardLimits.maxConnections],
  ["connections of the dashboard from one address", dashboardLimits.maxConnectionsPerAddress],
  ["a form of the dashboard", MAX_FORM_BYTES],
  ["an end user", scanDeadlines.user / 1000],
  ["a server token", scanDeadlines.server / 1000],
  ["the dashboard;", scanDeadlines.admin / 1000],
  ["an app,", rates.perApp],
  ["an API key", rates.perKey],
  ["a user,", rates.perUser],
  ["headers", MAX_HEADERS],
  ["the URL", MAX_URL_LENGTH],
  ["the URL", MAX_REST_URL_LENGTH],
  ["JSON", MAX_DATA_DEPTH],
  ["JSON", MAX_JSON_VALUES],
  ["calls in one tRPC request", MAX_BATCH_COST],
  ["users in `addMany`,", MAX_BATCH_USERS],
  ["users on one page of `list`", MAX_PAGE_SIZE],
  ["time to receive the headers", defaultLimits.requestTimeout / 6000],
  ["time to receive the whole request", defaultLimits.requestTimeout / 1000],
  ["a response that the client does not read", UNREAD_RESPONSE_MS / 1000],
  ["changes and audit events", retention.history.maxDays],
  ["soft-deleted users", retention.maxDeletedDays],
])("docs/limits.md says that the limit of %s is %i", (what, limit) => {
  expect(rowOf(what)).toMatch(new RegExp(`(?<![\\d,.])${format(limit)}(?!\\d|,\\d)`));
});

test.each([
  ["ROSTER_MAX_DATA_BYTES", settings.maxDataBytes],
  ["ROSTER_TOKEN_LEEWAY", settings.tokenLeewaySeconds],
  ["ROSTER_MAX_CONNECTIONS", settings.limits.maxConnections],
  ["ROSTER_APP_RATE", rates.perApp],
  ["ROSTER_USER_RATE", rates.perUser],
])("docs/configuration.md has the default of %s", (name, value) => {
  const row = read("docs/configuration.md")
    .split("\n")
    .find((line) => line.startsWith("|") && line.includes(`\`${name}\``));
  expect(row).toMatch(new RegExp(`(?<!\\d)${value}(?!\\d)`));
});

test(".node-version is a line that package.json supports", () => {
  const version = Number(read(".node-version").trim());
  const { engines } = JSON.parse(read("package.json"));
  expect(engines.node).toBe("^20.19.0 || ^22.12.0 || >=24.0.0");
  expect(version === 22 || (version >= 24 && version % 2 === 0)).toBe(true);
});
