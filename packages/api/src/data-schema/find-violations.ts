import { setImmediate } from "node:timers/promises";
import type { CheckDataSchemaResult } from "@roster/contract";
import type { JsonObject } from "@roster/contract/json";
import type { DataSchemaStore } from "@roster/db";
import type { Validator } from "./data-schemas.js";

/** So many users are held in memory at a time. */
const PAGE_SIZE = 500;

const MAX_SHOWN_USERS = 10;
const MAX_SHOWN_ISSUES = 5;

/** Other requests wait no longer than this for a check of many users, in milliseconds. */
const MAX_SLICE_MS = 10;

/** Checks all users of an app, by id. Those who are written meanwhile are seen before or after that. */
export async function findViolations(
  store: DataSchemaStore,
  appId: string,
  validator: Validator,
): Promise<CheckDataSchemaResult> {
  const users: CheckDataSchemaResult["breaches"]["users"] = [];
  let [checked, count, last] = [0, 0, ""];
  let turn = performance.now();
  for (;;) {
    const page = await store.listUsersAfter(appId, last, PAGE_SIZE);
    for (const { id, data } of page) {
      if (performance.now() - turn > MAX_SLICE_MS) {
        await setImmediate();
        turn = performance.now();
      }
      const parsed = JSON.parse(data) as JsonObject; // oxlint-disable-line typescript/consistent-type-assertions -- only objects are written
      const issues = validator(parsed);
      last = id;
      checked += 1;
      if (issues.length === 0) continue;
      count += 1;
      const shown = issues.slice(0, MAX_SHOWN_ISSUES);
      const copies = shown.map(({ path, message }) => ({ path: [...path], message }));
      if (users.length < MAX_SHOWN_USERS) users.push({ id, issues: copies });
    }
    if (page.length < PAGE_SIZE) return { checked, breaches: { count, users } };
  }
}
