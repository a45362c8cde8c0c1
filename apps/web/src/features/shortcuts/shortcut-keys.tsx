"use client";
import { Fragment, useSyncExternalStore } from "react";
import { shortcutsTexts } from "@/features/shortcuts/texts";

/** Keys as they are labelled on the keyboard. */
export function ShortcutKeys({ keys }: { keys: readonly string[] }) {
  const isMac = useIsMac();
  return (
    <span className="inline-flex items-center gap-1 text-xs text-muted">
      {keys.map((key, index) => (
        <Fragment key={key}>
          {index > 0 && shortcutsTexts.between}
          {toNames(key, isMac).map((name) => (
            <kbd
              key={name}
              className="inline-grid h-5 min-w-5 place-items-center rounded-md border bg-sunken px-1 font-sans font-medium"
            >
              {name}
            </kbd>
          ))}
        </Fragment>
      ))}
    </span>
  );
}

function toNames(key: string, isMac: boolean): string[] {
  if (!key.startsWith("Mod+")) return [key];
  return [
    isMac ? shortcutsTexts.command : shortcutsTexts.control,
    key.slice("Mod+".length).toUpperCase(),
  ];
}

const useIsMac = () =>
  useSyncExternalStore(
    () => () => {},
    () => /mac|iphone|ipad/i.test(navigator.userAgent),
    () => false,
  );
