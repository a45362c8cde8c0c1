import type { User } from "@/lib/trpc/user";
import { CopyPlus } from "lucide-react";
import { AppLink } from "@/features/apps/app-link";
import { buttonVariants } from "@/components/ui/button";
import { userTexts } from "@/features/users/user/texts";
import { RemoveUser } from "./remove-user";

interface UserActionsProps {
  user: User;
  onRemoved: () => void;
}

export function UserActions({ user, onRemoved }: UserActionsProps) {
  return (
    <div data-page-actions className="flex gap-2">
      <AppLink href={`/add-user?from=${user.id}`} className={buttonVariants()}>
        <CopyPlus aria-hidden />
        {userTexts.duplicate}
      </AppLink>
      <RemoveUser user={user} onRemoved={onRemoved} />
    </div>
  );
}
