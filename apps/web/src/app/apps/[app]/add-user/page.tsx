import { HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { dehydrated, openTrpc, prefetch } from "@/server/page-trpc";
import { Allowed } from "@/features/access/access";
import { DeniedPage } from "@/features/access/denied-page";
import { BackToUsers } from "@/features/users/back-to-users";
import { LoadErrorPage } from "@/components/load-error-page";
import { PageHeader } from "@/components/page-header";
import { AddUser, DuplicateUser } from "@/features/users/add/add-user";
import { addUserTexts } from "@/features/users/add/texts";

export const metadata: Metadata = { title: addUserTexts.add };

export default async function Page({ searchParams }: PageProps<"/apps/[app]/add-user">) {
  const trpc = await openTrpc();
  const from = [(await searchParams)["from"]].flat()[0];
  const failure = await prefetch((queries) =>
    Promise.all([
      queries.query(trpc.apps.getDataSchema.queryOptions()),
      from !== undefined && queries.query(trpc.users.get.queryOptions({ id: from })),
    ]),
  );
  if (failure) return <LoadErrorPage title={addUserTexts.add} failure={failure} />;
  return (
    <HydrationBoundary state={dehydrated()}>
      <Allowed to="users.add" otherwise={<DeniedPage />}>
        <div className="mx-auto max-w-2xl">
          <BackToUsers />
          <PageHeader
            title={addUserTexts.add}
            description={from ? addUserTexts.copies(from) : addUserTexts.description}
          />
          {from === undefined ? <AddUser /> : <DuplicateUser key={from} from={from} />}
        </div>
      </Allowed>
    </HydrationBoundary>
  );
}
