"use client";
import type { App } from "@roster/contract";
import { Check, LayoutGrid } from "lucide-react";
import Link from "next/link";
import { usePathname } from "next/navigation";
import { appsTexts } from "@/features/apps/texts";
import { appPath, type PathInApp, readAppPath } from "./app-path";
import { useCurrentApp } from "./current-app";

const rowStyle =
  "flex h-9 items-center gap-2.5 rounded-lg px-2.5 text-sm font-medium transition-colors hover:bg-hover";

/** Links to the same page of each app. */
export function AppMenu({ apps }: { apps: readonly App[] }) {
  const current = useCurrentApp();
  const section = sectionOf(usePathname());
  return (
    <>
      <ul className="max-h-72 overflow-y-auto p-1.5" aria-label={appsTexts.title}>
        {apps.map((app) => (
          <li key={app.id}>
            <Link
              href={appPath(app.id, section)}
              aria-current={app.id === current.id ? "true" : undefined}
              className={rowStyle}
            >
              <span className="min-w-0 flex-1 truncate">{app.name}</span>
              {app.id === current.id && (
                <Check className="size-4 shrink-0 text-accent" aria-hidden />
              )}
            </Link>
          </li>
        ))}
      </ul>
      <div className="border-t p-1.5">
        <Link href="/apps" className={rowStyle}>
          <LayoutGrid className="size-4 text-muted" aria-hidden />
          {appsTexts.all}
        </Link>
      </div>
    </>
  );
}

/** `/users` for `/apps/main/users/ada`: the other app has a users page, but not this user. */
function sectionOf(pathname: string): PathInApp {
  const [, section = ""] = readAppPath(pathname)?.path.split("/") ?? [];
  return `/${section}`;
}
