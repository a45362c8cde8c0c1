import { PageHeader } from "@/components/page-header";
import { usersTexts } from "@/texts/users";
import { UsersSkeleton } from "@/users/users-skeleton";

export default function Loading() {
  return (
    <>
      <PageHeader title={usersTexts.title} description={usersTexts.description} />
      <UsersSkeleton />
    </>
  );
}
