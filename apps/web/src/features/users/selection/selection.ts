/** The selected users. */
export type Selection =
  | { readonly kind: "ids"; readonly ids: ReadonlySet<string> }
  /** All users that match the search, the filter and the status, on all pages, with exceptions. */
  | { readonly kind: "matching"; readonly except: ReadonlySet<string> };

export const emptySelection: Selection = { kind: "ids", ids: new Set() };
export const allMatching: Selection = { kind: "matching", except: new Set() };

export function isSelected(selection: Selection, id: string): boolean {
  return selection.kind === "ids" ? selection.ids.has(id) : !selection.except.has(id);
}

/** Adds users to the selection or removes them. */
export function select(
  selection: Selection,
  ids: readonly string[],
  { isOn }: { readonly isOn: boolean },
): Selection {
  if (selection.kind === "matching") {
    return { kind: "matching", except: toggleIds(selection.except, ids, !isOn) };
  }
  return { kind: "ids", ids: toggleIds(selection.ids, ids, isOn) };
}

/** The rows between two rows, inclusive, in either direction; only the second if the first is not shown. */
export function rowRange(shown: readonly string[], from: string | undefined, to: string): string[] {
  const start = from === undefined ? -1 : shown.indexOf(from);
  const end = shown.indexOf(to);
  if (start === -1 || end === -1) return [to];
  return shown.slice(Math.min(start, end), Math.max(start, end) + 1);
}

/** The number of selected users, given the number that match. */
export function selectionSize(selection: Selection, matching: number): number {
  if (selection.kind === "ids") return selection.ids.size;
  return Math.max(0, matching - selection.except.size);
}

function toggleIds(before: ReadonlySet<string>, ids: readonly string[], isIn: boolean) {
  const after = new Set(before);
  for (const id of ids) {
    if (isIn) after.add(id);
    else after.delete(id);
  }
  return after;
}
