import { PageHeader } from "@/components/page-header";
import { usersTexts } from "@/features/users/list/texts";
import { UsersSkeleton } from "@/features/users/list/users-skeleton";

export default function Loading() {
  return (
    <>
      <PageHeader title={usersTexts.title} description={usersTexts.description} />
      <UsersSkeleton />
    </>
  );
}
