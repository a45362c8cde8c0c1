"use client";
import { Allowed } from "@/features/access/access";
import { AppLink } from "@/features/apps/app-link";
import { Card } from "@/components/card";
import { homeTexts } from "@/features/home/texts";
import { RelativeTime } from "@/components/time";
import { errorMessage } from "@/lib/trpc/error-message";
import { DataPreview } from "@/features/users/list/table/data-preview";
import { useNewestUsers } from "./use-stats";

const linkStyle = "rounded-sm px-2.5 text-sm font-medium text-accent hover:underline";

export function NewestUsers() {
  const { data, error } = useNewestUsers();
  return (
    <Card
      title={homeTexts.newest.title}
      actions={
        <AppLink href="/users" className={linkStyle}>
          {homeTexts.newest.all}
        </AppLink>
      }
    >
      {data?.users.length === 0 && (
        <p className="px-5 py-10 text-center text-sm text-muted">
          {homeTexts.newest.empty}{" "}
          <Allowed to="users.add">
            <AppLink
              href="/add-user"
              className="font-medium text-accent underline underline-offset-3"
            >
              {homeTexts.newest.add}
            </AppLink>
          </Allowed>
        </p>
      )}
      {!data && error && <p className="px-5 py-10 text-center text-sm">{errorMessage(error)}</p>}
      <ul>
        {data?.users.map((user) => (
          <li key={user.id} className="border-b last:border-b-0">
            <AppLink
              href={`/users/${user.id}`}
              className="grid grid-cols-[minmax(0,1fr)_auto] items-baseline gap-x-4 px-5 py-2.5 -outline-offset-2 transition-colors hover:bg-hover"
            >
              <span className="truncate font-mono text-[0.8125rem] font-medium">{user.id}</span>
              <span className="text-xs text-muted">
                <RelativeTime at={user.createdAt} />
              </span>
              <span className="col-span-2 min-w-0 text-sm">
                <DataPreview user={user} />
              </span>
            </AppLink>
          </li>
        ))}
      </ul>
    </Card>
  );
}
