"use client";
import { useCan } from "@/features/access/access";
import type { User } from "@/lib/trpc/user";
import dynamic from "next/dynamic";
import { useState } from "react";
import { StatusNotices } from "@/features/users/status/status-notices";
import { UserMetadata } from "./user-metadata";
import { UserTabs } from "./user-tabs";

const EditData = dynamic(() => import("./edit-data").then((module) => module.EditData), {
  loading: () => <div className="skeleton h-96 rounded-2xl" aria-hidden />,
});

/** A user's metadata and data, used by the user page and the panel. */
export function UserDetails({ user, apiUrl }: { user: User; apiUrl: string }) {
  const can = useCan();
  const [isEditing, setEditing] = useState(false);
  // A user in the trash cannot be changed.
  const isEditable = user.status !== "deleted" && can("users.update");
  return (
    <div className="@container grid gap-5">
      <StatusNotices user={user} />
      <UserMetadata user={user} />
      {isEditing ? (
        <EditData user={user} onDone={() => setEditing(false)} />
      ) : (
        <UserTabs
          user={user}
          apiUrl={apiUrl}
          {...(isEditable && { onEdit: () => setEditing(true) })}
        />
      )}
    </div>
  );
}
