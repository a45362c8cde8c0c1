import { HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { cookies } from "next/headers";
import { AccountPage } from "@/features/account/account-page";
import { dehydrated, openTrpc, prefetch } from "@/server/page-trpc";
import { LoadErrorPage } from "@/components/load-error-page";
import { accountTexts } from "@/features/account/texts";
import { THEME_COOKIE, parseTheme } from "@/features/theme/theme";

export const metadata: Metadata = { title: accountTexts.title };

export default async function Page() {
  const trpc = await openTrpc();
  const failure = await prefetch((queries) =>
    Promise.all([
      queries.query(trpc.account.get.queryOptions()),
      queries.query(trpc.account.listSessions.queryOptions()),
      queries.query(trpc.account.security.queryOptions()),
    ]),
  );
  if (failure) return <LoadErrorPage title={accountTexts.title} failure={failure} />;
  return (
    <HydrationBoundary state={dehydrated()}>
      <AccountPage theme={parseTheme((await cookies()).get(THEME_COOKIE)?.value)} />
    </HydrationBoundary>
  );
}
