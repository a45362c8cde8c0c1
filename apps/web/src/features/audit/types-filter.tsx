import { Popover } from "@/components/ui/popover";
import { auditTexts } from "@/features/audit/texts";
import { historyTexts } from "@/features/history/texts";
import type { EntryType } from "./audit-view";
import { typeGroups } from "./type-groups";

interface TypesFilterProps {
  /** Empty for all. */
  chosen: readonly EntryType[];
  onChange: (chosen: readonly EntryType[]) => void;
}

/** A choice of any number of types, by group. */
export function TypesFilter({ chosen, onChange }: TypesFilterProps) {
  const toggle = (type: EntryType) =>
    onChange(chosen.includes(type) ? chosen.filter((one) => one !== type) : [...chosen, type]);
  return (
    <Popover
      title={auditTexts.types}
      isWide
      size="medium"
      button={chosen.length === 0 ? auditTexts.allTypes : auditTexts.countTypes(chosen.length)}
    >
      <div className="grid max-h-96 gap-3 overflow-y-auto p-3">
        {typeGroups.map(({ label, types }) => (
          <fieldset key={label} className="min-w-0">
            <legend className="px-2 pb-1 text-xs font-medium text-muted">{label}</legend>
            {types.map((type) => (
              <label
                key={type}
                className="flex items-center gap-2.5 rounded-lg px-2 py-1 text-sm hover:bg-hover"
              >
                <input
                  type="checkbox"
                  checked={chosen.includes(type)}
                  onChange={() => toggle(type)}
                  className="size-4 shrink-0 accent-accent"
                />
                {historyTexts.types[type]}
              </label>
            ))}
          </fieldset>
        ))}
      </div>
    </Popover>
  );
}
