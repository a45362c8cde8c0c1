/** Who is selected. */
export type Selection =
  | { readonly kind: "some"; readonly ids: ReadonlySet<string> }
  /** All whom the search and the filter find, on whatever page, but for those. */
  | { readonly kind: "found"; readonly except: ReadonlySet<string> };

export const emptySelection: Selection = { kind: "some", ids: new Set() };
export const allMatching: Selection = { kind: "found", except: new Set() };

export function isSelected(selection: Selection, id: string): boolean {
  return selection.kind === "some" ? selection.ids.has(id) : !selection.except.has(id);
}

/** The selection with these users in it, or without them. */
export function select(
  selection: Selection,
  ids: readonly string[],
  { isOn }: { readonly isOn: boolean },
): Selection {
  if (selection.kind === "found") {
    return { kind: "found", except: toggleIds(selection.except, ids, !isOn) };
  }
  return { kind: "some", ids: toggleIds(selection.ids, ids, isOn) };
}

/** From one row to another, both included, in whichever order; the second alone where the first is gone. */
export function rowRange(shown: readonly string[], from: string | undefined, to: string): string[] {
  const start = from === undefined ? -1 : shown.indexOf(from);
  const end = shown.indexOf(to);
  if (start === -1 || end === -1) return [to];
  return shown.slice(Math.min(start, end), Math.max(start, end) + 1);
}

/** How many are selected of so many that are found. */
export function selectionSize(selection: Selection, found: number): number {
  if (selection.kind === "some") return selection.ids.size;
  return Math.max(0, found - selection.except.size);
}

function toggleIds(before: ReadonlySet<string>, ids: readonly string[], isIn: boolean) {
  const after = new Set(before);
  for (const id of ids) {
    if (isIn) after.add(id);
    else after.delete(id);
  }
  return after;
}
