import type { ReactNode } from "react";
import { classNames } from "@/lib/class-names";

interface SplitPaneProps {
  /** Absent: there is nothing beside. */
  panel: ReactNode;
  children: ReactNode;
}

/** A panel beside what it is about, which keeps its place; where there is no room for both, in its place. */
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

/** As wide as the `xl` of the styles, from where on the panel stands beside the table. */
const ROOM = "(min-width: 80rem)";

/** Whether a user is opened beside the table; else on a page of its own. */
export const isSplitPaneVisible = (): boolean => window.matchMedia(ROOM).matches;
