import { ArrowLeft } from "lucide-react";
import { componentTexts } from "@/components/texts";
import { PageHeader } from "@/components/page-header";
import { buttonVariants } from "@/components/ui/button";
import { AppLink } from "@/features/apps/app-link";
import { usersTexts } from "@/features/users/list/texts";
import { trashTexts } from "@/features/users/list/trash-texts";

/** The header of the view of users in the trash. */
export function TrashHeader() {
  return (
    <PageHeader
      title={usersTexts.trash}
      description={trashTexts.description}
      actions={
        <AppLink href="/users" className={buttonVariants()}>
          <ArrowLeft aria-hidden />
          {componentTexts.backToUsers}
        </AppLink>
      }
    />
  );
}
