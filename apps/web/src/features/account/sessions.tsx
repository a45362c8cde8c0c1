"use client";
import type { Session } from "@roster/contract";
import { useMutation, useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import { Card } from "@/components/card";
import { Button } from "@/components/ui/button";
import { toast } from "@/components/ui/toast";
import { accountTexts } from "@/features/account/texts";
import { RelativeTime } from "@/components/time";
import { useTRPC } from "@/lib/trpc/client";
import { errorMessage } from "@/lib/trpc/error-message";
import { parseUserAgent } from "./parse-user-agent";
import { SignOutEverywhere } from "./sign-out-everywhere";

const texts = accountTexts.sessions;

export function Sessions() {
  const trpc = useTRPC();
  const { data } = useSuspenseQuery(trpc.account.listSessions.queryOptions());
  return (
    <Card title={texts.title} actions={<SignOutEverywhere />}>
      <ul className="divide-y" aria-label={texts.label}>
        {data.sessions.map((session) => (
          <SessionItem key={session.id} session={session} />
        ))}
      </ul>
    </Card>
  );
}

function SessionItem({ session }: { session: Session }) {
  const { userAgent, lastSeenAt, createdAt, isCurrent } = session;
  const { browser, system } = parseUserAgent(userAgent);
  const name = texts.browser(browser && texts.browsers[browser], system && texts.systems[system]);
  return (
    <li className="flex items-center justify-between gap-4 px-5 py-3.5">
      <div className="min-w-0">
        <p className="flex flex-wrap items-center gap-x-2 font-medium" title={userAgent}>
          {name}
          {isCurrent && (
            <span className="rounded-md bg-accent-soft px-1.5 text-xs leading-5 text-accent">
              {texts.here}
            </span>
          )}
        </p>
        <p className="text-xs text-muted">
          {texts.lastSeen} <RelativeTime at={lastSeenAt} />, {texts.signedIn}{" "}
          <RelativeTime at={createdAt} />
        </p>
      </div>
      {!isCurrent && <EndSession id={session.id} name={name} />}
    </li>
  );
}

function EndSession({ id, name }: { id: string; name: string }) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const end = useMutation(
    trpc.account.endSession.mutationOptions({
      onSuccess: () => toast.success(texts.ended, texts.endedText(name)),
      onError: (error) => toast.error(texts.end, errorMessage(error)),
      onSettled: () => queries.invalidateQueries(trpc.account.listSessions.pathFilter()),
    }),
  );
  return (
    <Button
      variant="danger-outline"
      size="small"
      aria-label={texts.endNamed(name)}
      isBusy={end.isPending}
      onClick={() => end.mutate({ id })}
    >
      {texts.end}
    </Button>
  );
}
