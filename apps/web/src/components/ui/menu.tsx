"use client";
import { Menu as Base } from "@base-ui/react/menu";
import { ChevronDown, type LucideIcon } from "lucide-react";
import { useRef } from "react";
import { Button } from "./button";

export interface MenuItem {
  readonly label: string;
  readonly icon: LucideIcon;
  readonly onSelect: () => void;
}

interface MenuProps {
  label: string;
  icon: LucideIcon;
  size?: "medium" | "small";
  items: readonly MenuItem[];
}

/** A button that opens a list of actions; arrow keys move between them. */
export function Menu({ label, icon: Icon, size = "medium", items }: MenuProps) {
  // In the page's main content, as accessibility rules want, not at the end of the body.
  const root = useRef<HTMLDivElement>(null);
  return (
    <div ref={root}>
      <Base.Root>
        <Base.Trigger
          render={
            <Button size={size}>
              <Icon aria-hidden />
              {label}
              <ChevronDown className="-mr-1 text-muted" aria-hidden />
            </Button>
          }
        />
        <Base.Portal container={root}>
          <Base.Positioner
            positionMethod="fixed"
            sideOffset={4}
            align="end"
            collisionPadding={16}
            className="z-40"
          >
            <Base.Popup className="min-w-44 rounded-xl border bg-raised p-1.5 shadow-raised outline-none">
              {items.map((item) => (
                <Base.Item
                  key={item.label}
                  onClick={item.onSelect}
                  className="flex h-9 cursor-pointer items-center gap-2.5 rounded-lg px-2.5 text-sm font-medium outline-none data-highlighted:bg-hover"
                >
                  <item.icon className="size-4 text-muted" aria-hidden />
                  {item.label}
                </Base.Item>
              ))}
            </Base.Popup>
          </Base.Positioner>
        </Base.Portal>
      </Base.Root>
    </div>
  );
}
