import type { Metadata } from "next";
import { requireSession } from "@/app/_server/session";
import { BackToUsers } from "@/components/back-link";
import { PageHeader } from "@/components/page-header";
import { AddUserForm } from "@/users/add-user-form";

export const metadata: Metadata = { title: "Add user" };

export default async function Page() {
  await requireSession();
  return (
    <div className="mx-auto max-w-2xl">
      <BackToUsers />
      <PageHeader
        title="Add user"
        description="The id is your application’s own, and never changes."
      />
      <AddUserForm />
    </div>
  );
}
