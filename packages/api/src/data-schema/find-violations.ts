import type { CheckDataSchemaResult } from "@roster/contract";
import { trustedJsonText } from "@roster/contract/json";
import type { DataSchemaStore, ScanRequest } from "@roster/db";
import type { Validator } from "./validator.js";

/** How many users are in memory at a time. */
const PAGE_SIZE = 500;

const MAX_SHOWN_USERS = 10;
const MAX_SHOWN_ISSUES = 5;

/**
 * Validates all users of an app, by id. A user written during the scan is seen before or after its change.
 *
 * @throws AppError INVALID with their ids, if the data of many users takes too long to validate
 */
export async function findViolations(
  store: DataSchemaStore,
  request: ScanRequest,
  validator: Validator,
): Promise<CheckDataSchemaResult> {
  const users: CheckDataSchemaResult["breaches"]["users"] = [];
  let [checked, count, last] = [0, 0, ""];
  const call = validator.forCall(request);
  for (;;) {
    const page = await store.listUsersAfter(last, PAGE_SIZE, request);
    const found = await call.checkAll(
      page.map(({ dataJson }) => trustedJsonText(dataJson)),
      (index) => ["users", page[index]?.id ?? "", "data"],
    );
    for (const [index, { id }] of page.entries()) {
      const issues = found[index] ?? [];
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
