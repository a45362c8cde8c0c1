"use client";
import { Tabs as Base } from "@base-ui/react/tabs";
import type { ReactNode } from "react";

interface TabsProps {
  label: string;
  tabs: readonly {
    readonly value: string;
    readonly label: string;
    readonly panel: ReactNode;
    /** Shown next to the tabs while this tab is active. */
    readonly actions?: ReactNode;
  }[];
  value: string;
  onChange: (value: string) => void;
}

/** Tabs in a frame; arrow keys move between them. */
export function Tabs({ label, tabs, value, onChange }: TabsProps) {
  const actions = tabs.find((tab) => tab.value === value)?.actions;
  return (
    <Base.Root
      value={value}
      onValueChange={(chosen) => onChange(String(chosen))}
      className="overflow-hidden rounded-2xl border bg-surface"
    >
      <div className="flex min-h-12 flex-wrap items-center justify-between gap-x-4 border-b py-1.5 pr-2.5 pl-2.5">
        <Base.List aria-label={label} className="flex gap-0.5">
          {tabs.map((tab) => (
            <Base.Tab
              key={tab.value}
              value={tab.value}
              className="h-8 rounded-lg px-3 text-sm font-medium text-muted transition-colors hover:text-ink data-active:bg-hover data-active:text-ink"
            >
              {tab.label}
            </Base.Tab>
          ))}
        </Base.List>
        {actions && (
          <div data-page-actions className="flex items-center gap-1.5">
            {actions}
          </div>
        )}
      </div>
      {tabs.map((tab) => (
        <Base.Panel key={tab.value} value={tab.value} className="outline-offset-[-2px]">
          {tab.panel}
        </Base.Panel>
      ))}
    </Base.Root>
  );
}
