const notText = new Set([
  "button",
  "checkbox",
  "color",
  "file",
  "radio",
  "range",
  "reset",
  "submit",
]);

/** Whether a key that is pressed on this element is text for it. */
export function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target instanceof HTMLInputElement) return !notText.has(target.type);
  return target.isContentEditable || target.matches("textarea, select");
}

/** Whether something stands before the page and has the keys. */
export function isDialogOpen(): boolean {
  // A message in the corner is a dialog to screen readers, and stands in nobody's way.
  const dialogs =
    "dialog[open], [role=dialog]:not([data-toast]), [role=alertdialog]:not([data-toast])";
  return document.querySelector(dialogs) !== null;
}
