import type { SchemaViolations } from "@roster/contract";
import { formatPath } from "@roster/contract/json";
import { CircleAlert, CircleCheck } from "lucide-react";
import { AppLink } from "@/features/apps/app-link";
import { schemaTexts } from "@/features/schema/texts";

interface SchemaViolationListProps {
  breaches: SchemaViolations;
  /** The number of users checked, if known. */
  checked?: number | undefined;
}

/** The number of stored users that violate a schema, and links to the first of them. */
export function SchemaViolationList({ breaches, checked }: SchemaViolationListProps) {
  const { count, users } = breaches;
  const texts = schemaTexts.violations;
  if (count === 0) {
    return (
      <p role="status" className="flex items-center gap-2 text-sm">
        <CircleCheck className="size-4 shrink-0 text-accent" aria-hidden />
        {texts.none(checked)}
      </p>
    );
  }
  return (
    <div role="status" className="overflow-hidden rounded-lg border text-sm">
      <p className="flex items-center gap-2 bg-danger-soft px-4 py-2.5 font-medium text-danger">
        <CircleAlert className="size-4 shrink-0" aria-hidden />
        {texts.some(count, checked)} {count > users.length && texts.first(users.length)}
      </p>
      <ul aria-label={texts.list} className="divide-y">
        {users.map(({ id, issues }) => (
          <li key={id} className="flex flex-wrap gap-x-4 gap-y-1 px-4 py-2.5">
            <AppLink
              href={`/users/${id}`}
              target="_blank"
              className="min-w-0 rounded-sm font-mono text-[0.8125rem] font-medium wrap-anywhere underline underline-offset-3"
            >
              {id}
            </AppLink>
            <span className="min-w-0 text-muted wrap-anywhere">
              {issues.map(({ path, message }) => `${formatPath(path)} ${message}`).join("; ")}
            </span>
          </li>
        ))}
      </ul>
    </div>
  );
}
