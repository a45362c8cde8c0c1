import { usersTexts } from "@/features/users/list/texts";
const rows = Array.from({ length: 10 }, (_, index) => index);
const widths = ["w-28", "w-36", "w-24", "w-32", "w-40"];

export function UsersSkeleton() {
  return (
    <div role="status" className="overflow-hidden rounded-2xl border bg-surface">
      <span className="sr-only">{usersTexts.loading}</span>
      <div className="h-9 border-b bg-sunken" />
      {rows.map((row) => (
        <div key={row} className="flex items-center gap-6 border-b px-4 py-3.5 last:border-b-0">
          <span className={`skeleton h-3 ${widths[row % widths.length]}`} />
          <span className="skeleton h-3 flex-1" />
          <span className="skeleton h-3 w-16" />
        </div>
      ))}
    </div>
  );
}
