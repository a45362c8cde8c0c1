import { SquareMousePointer } from "lucide-react";
import type { Command } from "./command";

const actionSelector = "button:not(:disabled):not([aria-disabled=true]), a[href]";

/** What the page offers in its header, and where it says `data-page-actions`: to be pressed from afar. */
export function findPageActions(): readonly Command[] {
  const found = document.querySelectorAll<HTMLElement>(
    `#main :is(header, [data-page-actions]) :is(${actionSelector})`,
  );
  return [...found].flatMap((element, index) => {
    const label = (element.getAttribute("aria-label") ?? element.innerText).trim();
    if (label === "" || !element.checkVisibility()) return [];
    const run = () => {
      // What it opens gives the focus back to it.
      element.focus();
      element.click();
    };
    return [{ id: `here ${index}`, label, icon: SquareMousePointer, run }];
  });
}
