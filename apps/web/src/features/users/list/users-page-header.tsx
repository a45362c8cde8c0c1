import { FileUp, Trash2, UserPlus } from "lucide-react";
import { Allowed } from "@/features/access/access";
import { AppLink } from "@/features/apps/app-link";
import { PageHeader } from "@/components/page-header";
import { buttonVariants } from "@/components/ui/button";
import { shellTexts } from "@/features/shell/texts";
import { usersTexts } from "@/features/users/list/texts";

export function UsersPageHeader({ isEmpty }: { isEmpty: boolean }) {
  return (
    <PageHeader
      title={usersTexts.title}
      description={usersTexts.description}
      actions={
        <>
          <AppLink href="/users?status=deleted" className={buttonVariants({ variant: "ghost" })}>
            <Trash2 aria-hidden />
            {usersTexts.trash}
          </AppLink>
          {!isEmpty && (
            <>
              <Allowed to="users.import">
                <AppLink href="/import" className={buttonVariants()}>
                  <FileUp aria-hidden />
                  {shellTexts.importUsers}
                </AppLink>
              </Allowed>
              <Allowed to="users.add">
                <AppLink href="/add-user" className={buttonVariants({ variant: "primary" })}>
                  <UserPlus aria-hidden />
                  {usersTexts.add}
                </AppLink>
              </Allowed>
            </>
          )}
        </>
      }
    />
  );
}
