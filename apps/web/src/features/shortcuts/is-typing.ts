const nonTextInputs = new Set([
  "button",
  "checkbox",
  "color",
  "file",
  "radio",
  "range",
  "reset",
  "submit",
]);

/** Whether this element accepts typed text. */
export function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target instanceof HTMLInputElement) return !nonTextInputs.has(target.type);
  return target.isContentEditable || target.matches("textarea, select");
}

/** Whether an open dialog receives the keys. */
export function isDialogOpen(): boolean {
  // A toast has the role of a dialog, but does not block the page.
  const dialogs =
    "dialog[open], [role=dialog]:not([data-toast]), [role=alertdialog]:not([data-toast])";
  return document.querySelector(dialogs) !== null;
}
