import type { CheckDataSchemaResult } from "@roster/contract";
import { formatPath } from "@roster/contract/json";
import { grouped } from "../import/tally.js";
import { toSafeText } from "../output/json-text.js";

/** What came of a check, for people. */
export function renderBreaches({ checked, breaches }: CheckDataSchemaResult): string {
  const { count, users } = breaches;
  const first = `${grouped(checked)} users checked, ${grouped(count)} break the schema.`;
  const lines = users.flatMap(({ id, issues }) =>
    issues.map(({ path, message }) => toSafeText(`  ${id}: ${formatPath(path)} ${message}`)),
  );
  const rest = count - users.length;
  return [first, ...lines, ...(rest > 0 ? [`  and ${grouped(rest)} more users`] : [])].join("\n");
}
