"use client";
import { useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { toast } from "@/components/ui/toast";
import { useTRPC } from "@/trpc/client";
import { AddUserFields } from "./add-user-fields";

export function AddUserForm() {
  const trpc = useTRPC();
  const { data: dataSchema } = useSuspenseQuery(trpc.apps.getDataSchema.queryOptions());
  const queries = useQueryClient();
  const router = useRouter();
  const [round, setRound] = useState(0);

  function tell(id: string, { created }: { created: boolean }) {
    void queries.invalidateQueries(trpc.users.list.pathFilter());
    if (created) toast.success("Added", `${id} is on the roster.`);
    else toast.success("Found, unchanged", `${id} was on the roster already.`);
  }

  return (
    <AddUserFields
      // A new round is a new form: nothing of the user before is left in it.
      key={round}
      isFirst={round === 0}
      schema={dataSchema?.schema ?? null}
      onAdded={({ user, created }, { addAnother }) => {
        tell(user.id, { created });
        if (addAnother) setRound(round + 1);
        else router.push(`/users/${user.id}`);
      }}
    />
  );
}
