import type { App } from "@roster/contract";
import Link from "next/link";
import { buttonVariants } from "@/components/ui/button";
import { CopyButton } from "@/components/ui/copy-button";
import { Allowed } from "@/features/access/access";
import { appsTexts } from "@/features/apps/texts";
import { RelativeTime } from "@/components/time";
import { appPath } from "./app-path";
import { RemoveApp } from "./remove-app";
import { RenameApp } from "./rename-app";

interface AppItemProps {
  app: App;
  /** The first app cannot be removed. */
  firstAppId: string;
}

export function AppItem({ app, firstAppId }: AppItemProps) {
  const { id, name, createdAt } = app;
  return (
    <li className="flex flex-wrap items-center justify-between gap-x-4 gap-y-3 px-5 py-3.5">
      <div className="min-w-0">
        <Link
          href={appPath(id, "/")}
          className="rounded-sm font-medium decoration-line-strong underline-offset-4 wrap-anywhere hover:underline"
        >
          {name}
        </Link>
        <div className="flex items-center gap-1 text-muted">
          <code className="min-w-0 truncate font-mono text-[0.8125rem]">{id}</code>
          <CopyButton text={id} label={appsTexts.copyId(name)} />
        </div>
        <p className="text-xs text-muted">
          {appsTexts.created} <RelativeTime at={createdAt} />
        </p>
      </div>
      <div className="flex gap-2">
        {id !== firstAppId && (
          <Allowed to="apps.remove">
            <RemoveApp app={app} />
          </Allowed>
        )}
        <Allowed to="apps.rename">
          <RenameApp app={app} />
        </Allowed>
        <Link
          href={appPath(id, "/")}
          aria-label={appsTexts.openNamed(name)}
          className={buttonVariants({ size: "small" })}
        >
          {appsTexts.open}
        </Link>
      </div>
    </li>
  );
}
