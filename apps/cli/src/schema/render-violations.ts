import type { CheckDataSchemaResult } from "@roster/contract";
import { formatPath } from "@roster/contract/json";
import { formatCount } from "../output/format-count.js";
import { toSafeText } from "../output/json-text.js";

/** Describes the result of a check for people. */
export function renderViolations({ checked, breaches }: CheckDataSchemaResult): string {
  const { count, users } = breaches;
  const first = `${formatCount(checked)} users checked, ${formatCount(count)} ${count === 1 ? "violates" : "violate"} the schema.`;
  const lines = users.flatMap(({ id, issues }) =>
    issues.map(({ path, message }) => toSafeText(`  ${id}: ${formatPath(path)} ${message}`)),
  );
  const rest = count - users.length;
  return [first, ...lines, ...(rest > 0 ? [`  and ${formatCount(rest)} more users`] : [])].join(
    "\n",
  );
}
