import type { UsersView } from "./view";

/**
 * The way back. A cursor leads forward only, so each step remembers in this tab where it came from;
 * a link opened elsewhere knows the way to the first page alone.
 */
const keyOf = (view: UsersView) => `roster.before:${view.order}:${view.size}:${view.cursor ?? ""}`;

const FIRST = "first";

export function rememberStep(from: UsersView, to: UsersView): void {
  sessionStorage.setItem(keyOf(to), from.cursor ?? FIRST);
}

/** The page before `view`; undefined where this tab did not come from it. */
export function stepBefore(view: UsersView): UsersView | undefined {
  const before = sessionStorage.getItem(keyOf(view));
  if (before === null) return undefined;
  const { order, size, page } = view;
  return before === FIRST
    ? { order, size, page: 1 }
    : { order, size, cursor: before, page: page - 1 };
}
