import { PageHeader } from "@/components/page-header";
import { UsersSkeleton } from "@/users/users-skeleton";

export default function Loading() {
  return (
    <>
      <PageHeader
        title="Users"
        description="Everyone in this directory, by the id you gave them."
      />
      <UsersSkeleton />
    </>
  );
}
