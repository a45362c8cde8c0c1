import { HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { cookies } from "next/headers";
import { AccountPage } from "@/account/account-page";
import { dehydrated, openTrpc, prefetch } from "@/app/_server/trpc";
import { FailedPage } from "@/components/failed-page";
import { accountTexts } from "@/texts/account";
import { THEME_COOKIE, toTheme } from "@/theme/theme";

export const metadata: Metadata = { title: accountTexts.title };

export default async function Page() {
  const trpc = await openTrpc();
  const failure = await prefetch((queries) =>
    queries.query(trpc.account.listSessions.queryOptions()),
  );
  if (failure) return <FailedPage title={accountTexts.title} failure={failure} />;
  return (
    <HydrationBoundary state={dehydrated()}>
      <AccountPage theme={toTheme((await cookies()).get(THEME_COOKIE)?.value)} />
    </HydrationBoundary>
  );
}
