import { bulkTexts } from "@/features/users/bulk/texts";
import type { UserResult } from "./bulk-run";

interface BulkProblemsProps {
  /** The first of them. */
  problems: readonly UserResult[];
  /** Of all. */
  count: number;
}

/** The users of whom it was not done, each with the reason. */
export function BulkProblems({ problems, count }: BulkProblemsProps) {
  return (
    <div className="grid gap-1.5">
      <ul
        aria-label={bulkTexts.problems}
        tabIndex={0}
        className="max-h-52 divide-y overflow-y-auto rounded-lg border text-sm"
      >
        {problems.map(({ id, status, reason }) => (
          <li key={id} className="px-3 py-2 wrap-anywhere">
            <span className="font-mono text-[0.8125rem] font-medium">{id}</span>
            <span className="block text-muted">
              {status === "missing" ? bulkTexts.isMissing : reason}
            </span>
          </li>
        ))}
      </ul>
      {count > problems.length && (
        <p className="text-xs text-muted">{bulkTexts.moreProblems(count - problems.length)}</p>
      )}
    </div>
  );
}
