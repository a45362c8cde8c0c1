"use client";
import { useSuspenseQuery } from "@tanstack/react-query";
import { useTRPC } from "@/lib/trpc/client";
import { AddUserForm } from "./add-user-form";

/** The form for a new user that begins with the data of another. */
export function DuplicateUserForm({ from }: { from: string }) {
  const trpc = useTRPC();
  const { data: user } = useSuspenseQuery(trpc.users.get.queryOptions({ id: from }));
  return <AddUserForm copied={user.data} />;
}
