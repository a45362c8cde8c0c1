import { bulkTexts } from "@/features/users/bulk/texts";
import type { Selection } from "../selection/selection";

const MAX_LISTED = 6;

/** Lists the first selected ids and counts the others. */
export function SelectedIds({ selection }: { selection: Selection }) {
  if (selection.kind === "matching") return <p>{bulkTexts.allMatching(selection.except.size)}</p>;
  const named = [...selection.ids].slice(0, MAX_LISTED);
  const others = selection.ids.size - named.length;
  return (
    <p className="font-mono text-[0.8125rem] text-ink wrap-anywhere">
      {named.join(", ")}
      {others > 0 && <span className="font-sans text-muted"> {bulkTexts.andMore(others)}</span>}
    </p>
  );
}
