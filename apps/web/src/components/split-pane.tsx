import type { ReactNode } from "react";
import { classNames } from "@/lib/class-names";

interface SplitPaneProps {
  /** Absent while the pane is closed. */
  panel: ReactNode;
  children: ReactNode;
}

/** Shows a panel next to the content, or instead of it on narrow screens. */
export function SplitPane({ panel, children }: SplitPaneProps) {
  const isOpen = Boolean(panel);
  return (
    <div
      className={classNames(
        isOpen && "xl:grid xl:grid-cols-[minmax(0,1fr)_28rem] xl:items-start xl:gap-6",
      )}
    >
      <div className={classNames("min-w-0", isOpen && "max-xl:hidden")}>{children}</div>
      {isOpen && (
        <div className="xl:sticky xl:top-6 xl:-mr-3 xl:max-h-[calc(100dvh-3rem)] xl:overflow-y-auto xl:border-l xl:px-3 xl:pl-6">
          {panel}
        </div>
      )}
    </div>
  );
}

/** Tailwind's `xl` breakpoint. */
const WIDE = "(min-width: 80rem)";

/** Whether the window is wide enough to show both panes. */
export const isSplitPaneVisible = (): boolean => window.matchMedia(WIDE).matches;
