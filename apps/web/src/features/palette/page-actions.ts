import { SquareMousePointer } from "lucide-react";
import type { Command } from "./command";

const actionSelector = "button:not(:disabled):not([aria-disabled=true]), a[href]";

/** The buttons and links in the page header and in elements with `data-page-actions`, as commands. */
export function findPageActions(): readonly Command[] {
  const found = document.querySelectorAll<HTMLElement>(
    `#main :is(header, [data-page-actions]) :is(${actionSelector})`,
  );
  return [...found].flatMap((element, index) => {
    const label = (element.getAttribute("aria-label") ?? element.innerText).trim();
    if (label === "" || !element.checkVisibility()) return [];
    const run = () => {
      // Whatever it opens returns the focus to it.
      element.focus();
      element.click();
    };
    return [{ id: `here ${index}`, label, icon: SquareMousePointer, run }];
  });
}
