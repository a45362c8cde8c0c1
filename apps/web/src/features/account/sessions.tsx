"use client";
import { useSuspenseQuery } from "@tanstack/react-query";
import { Card } from "@/components/card";
import { accountTexts } from "@/features/account/texts";
import { useTRPC } from "@/lib/trpc/client";
import { SignOutEverywhere } from "./sign-out-everywhere";
import { SessionItem } from "./session-item";

export function Sessions() {
  const trpc = useTRPC();
  const { data } = useSuspenseQuery(trpc.account.listSessions.queryOptions());
  return (
    <Card title={accountTexts.sessions.title} actions={<SignOutEverywhere />}>
      <ul className="divide-y" aria-label={accountTexts.sessions.label}>
        {data.sessions.map((session) => (
          <SessionItem key={session.id} session={session} />
        ))}
      </ul>
    </Card>
  );
}
