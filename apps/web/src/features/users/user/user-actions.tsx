import type { User } from "@/lib/trpc/user";
import { CopyPlus } from "lucide-react";
import { Allowed } from "@/features/access/access";
import { AppLink } from "@/features/apps/app-link";
import { buttonVariants } from "@/components/ui/button";
import { userTexts } from "@/features/users/user/texts";
import { AccessMenu } from "@/features/users/status/access-menu";
import { RemoveUser } from "./remove-user";

interface UserActionsProps {
  user: User;
  onRemoved: () => void;
}

export function UserActions({ user, onRemoved }: UserActionsProps) {
  return (
    <div data-page-actions className="flex flex-wrap gap-2 empty:hidden">
      {user.status !== "deleted" && (
        <>
          <Allowed to="users.add">
            <AppLink href={`/add-user?from=${user.id}`} className={buttonVariants()}>
              <CopyPlus aria-hidden />
              {userTexts.duplicate}
            </AppLink>
          </Allowed>
          <Allowed to="users.ban">
            <AccessMenu user={user} />
          </Allowed>
        </>
      )}
      <Allowed to="users.remove">
        <RemoveUser user={user} onRemoved={onRemoved} />
      </Allowed>
    </div>
  );
}
