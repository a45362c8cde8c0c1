import { bulkTexts } from "@/features/users/bulk/texts";
import type { Selection } from "../selection/selection";

const MAX_NAMED = 6;

/** Who they are, the first of them by name. */
export function SelectedIds({ selection }: { selection: Selection }) {
  if (selection.kind === "found") return <p>{bulkTexts.allFound(selection.except.size)}</p>;
  const named = [...selection.ids].slice(0, MAX_NAMED);
  const others = selection.ids.size - named.length;
  return (
    <p className="font-mono text-[0.8125rem] text-ink wrap-anywhere">
      {named.join(", ")}
      {others > 0 && <span className="font-sans text-muted"> {bulkTexts.andMore(others)}</span>}
    </p>
  );
}
