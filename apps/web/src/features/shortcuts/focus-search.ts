import { ariaKeyShortcuts } from "./shortcuts";

/** Puts the cursor into the page's own search box; false where it has none. */
export function focusSearch(): boolean {
  const box = document.querySelector<HTMLInputElement>(
    `input[aria-keyshortcuts="${ariaKeyShortcuts("search") ?? ""}"]`,
  );
  box?.focus();
  box?.select();
  return box !== null;
}
