import type { Admin } from "@roster/contract";
import { useSuspenseQuery } from "@tanstack/react-query";
import { ExactTime, RelativeTime, useMinute } from "@/components/time";
import { accessTexts } from "@/features/access/texts";
import { adminsTexts } from "@/features/admins/texts";
import { useTRPC } from "@/lib/trpc/client";
import { ChangeAdmin } from "./change-admin";
import { nameOf } from "./name-of";
import { NewLink } from "./new-link";
import { RemoveAdmin } from "./remove-admin";

export function AdminItem({ admin, isMe }: { admin: Admin; isMe: boolean }) {
  return (
    <li className="flex flex-wrap items-center justify-between gap-x-4 gap-y-3 px-5 py-3.5">
      <div className="min-w-0">
        <p className="flex flex-wrap items-center gap-2 font-medium wrap-anywhere">
          {nameOf(admin)}
          <span className="rounded-md bg-hover px-1.5 text-xs leading-5 text-muted">
            {accessTexts.roles[admin.role]}
          </span>
          {isMe && (
            <span className="rounded-md bg-accent-soft px-1.5 text-xs leading-5 text-accent">
              {adminsTexts.you}
            </span>
          )}
        </p>
        <p className="text-sm text-muted wrap-anywhere">{admin.email ?? adminsTexts.noEmail}</p>
        <p className="text-xs text-muted">
          <Apps apps={admin.apps} /> · <LastSeen admin={admin} />
        </p>
      </div>
      <div className="flex flex-wrap gap-2">
        <RemoveAdmin admin={admin} isMe={isMe} />
        <NewLink admin={admin} />
        <ChangeAdmin admin={admin} />
      </div>
    </li>
  );
}

function Apps({ apps }: Pick<Admin, "apps">) {
  const trpc = useTRPC();
  const { data } = useSuspenseQuery(trpc.apps.list.queryOptions());
  if (apps === null) return adminsTexts.allApps;
  const names = new Map(data.apps.map(({ id, name }) => [id, name]));
  return adminsTexts.someApps(apps.map((id) => names.get(id) ?? adminsTexts.removedApp));
}

function LastSeen({ admin: { signedInAt, invitedUntil } }: { admin: Admin }) {
  const now = useMinute();
  if (signedInAt !== null) {
    return (
      <>
        {adminsTexts.signedIn} <RelativeTime at={signedInAt} />
      </>
    );
  }
  if (invitedUntil === null) return adminsTexts.neverSignedIn;
  if (Date.parse(invitedUntil) <= now) return adminsTexts.expired;
  return (
    <>
      {adminsTexts.invitedUntil} <ExactTime at={invitedUntil} />
    </>
  );
}
