"use client";
import type { App } from "@roster/contract";
import { useQuery } from "@tanstack/react-query";
import { ChevronsUpDown } from "lucide-react";
import dynamic from "next/dynamic";
import { Popover } from "@/components/ui/popover";
import { appSwitcherTexts as texts } from "@/features/apps/app-switcher-texts";
import { useTRPC } from "@/lib/trpc/client";
import { useCurrentApp } from "./current-app";

const AppChoices = dynamic(() => import("./app-menu").then((module) => module.AppMenu));

/** Shows the current app and links to the others. */
export function AppSwitcher({ initial }: { initial: readonly App[] }) {
  const trpc = useTRPC();
  const current = useCurrentApp();
  const { data } = useQuery(
    trpc.apps.list.queryOptions(undefined, { initialData: { apps: [...initial] } }),
  );
  const name = data.apps.find(({ id }) => id === current.id)?.name ?? current.name;
  return (
    <Popover
      isWide
      title={texts.title}
      button={
        <>
          <span className="sr-only">{texts.button(name)}</span>
          <span aria-hidden className="min-w-0 flex-1 truncate text-left">
            {name}
          </span>
          <ChevronsUpDown className="text-muted" aria-hidden />
        </>
      }
    >
      <AppChoices apps={data.apps} />
    </Popover>
  );
}
