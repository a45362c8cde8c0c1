import type { User } from "@/lib/trpc/user";
import { CopyPlus } from "lucide-react";
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
    <div data-page-actions className="flex flex-wrap gap-2">
      {user.status !== "deleted" && (
        <>
          <AppLink href={`/add-user?from=${user.id}`} className={buttonVariants()}>
            <CopyPlus aria-hidden />
            {userTexts.duplicate}
          </AppLink>
          <AccessMenu user={user} />
        </>
      )}
      <RemoveUser user={user} onRemoved={onRemoved} />
    </div>
  );
}
