import type { ProcedureDescription } from "@roster/api";
import { classNames } from "@/lib/class-names";

interface ProcedureListProps {
  procedures: readonly ProcedureDescription[];
  selected: string | undefined;
  onSelect: (path: string) => void;
}

/** The procedures, grouped by router. */
export function ProcedureList({ procedures, selected, onSelect }: ProcedureListProps) {
  const groups = [...new Set(procedures.map(({ path }) => groupOf(path)))];
  return groups.map((group) => (
    <section key={group} className="mb-5">
      <h2 className="mb-1 px-2.5 text-xs font-medium text-muted">{group}</h2>
      <ul className="grid gap-px">
        {procedures
          .filter(({ path }) => groupOf(path) === group)
          .map(({ path }) => (
            <li key={path}>
              <button
                type="button"
                aria-label={path}
                aria-current={path === selected ? "true" : undefined}
                onClick={() => onSelect(path)}
                className={classNames(
                  "w-full rounded-lg px-2.5 py-1 text-left font-mono text-[0.8125rem] transition-colors",
                  path === selected
                    ? "bg-accent-soft font-medium text-accent"
                    : "text-muted hover:bg-hover hover:text-ink",
                )}
              >
                {path.slice(group.length + 1)}
              </button>
            </li>
          ))}
      </ul>
    </section>
  ));
}

const groupOf = (path: string) => path.slice(0, path.indexOf("."));
