import type { JsonObject, JsonValue } from "@roster/contract/json";
import { usersTexts } from "@/features/users/list/texts";

/** More entries do not fit on a line. */
const MAX_ENTRIES = 6;
const MAX_TEXT = 48;

/** The first entries of a user's data on one line. */
export function DataPreview({ data }: { data: JsonObject }) {
  const entries = Object.entries(data).slice(0, MAX_ENTRIES);
  if (entries.length === 0) return <span className="text-muted italic">{usersTexts.noData}</span>;
  return (
    <span className="block truncate">
      {entries.map(([key, value], index) => (
        <span key={key} className={index > 0 ? "ml-3.5" : undefined}>
          <span className="text-muted">{key}</span> <span>{summarize(value)}</span>
        </span>
      ))}
    </span>
  );
}

export function summarize(value: JsonValue): string {
  if (typeof value === "string") {
    const line = value.replaceAll(/\s+/g, " ");
    return line.length > MAX_TEXT ? `${line.slice(0, MAX_TEXT)}…` : line;
  }
  if (Array.isArray(value)) return `[${value.length}]`;
  if (typeof value === "object" && value !== null) return `{${Object.keys(value).length}}`;
  return String(value);
}
