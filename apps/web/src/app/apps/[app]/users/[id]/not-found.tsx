import { UserRoundX } from "lucide-react";
import { AuditOfPageUser } from "@/features/audit/audit-of-user";
import { AppLink } from "@/features/apps/app-link";
import { buttonVariants } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { userTexts } from "@/features/users/user/texts";

export default function UserNotFound() {
  return (
    <div className="rounded-2xl border bg-surface">
      <EmptyState
        isPage
        icon={UserRoundX}
        title={userTexts.notFound}
        actions={
          <>
            <AppLink href="/users" className={buttonVariants()}>
              {userTexts.backToUsers}
            </AppLink>
            <AuditOfPageUser />
          </>
        }
      >
        {userTexts.notFoundHint}
      </EmptyState>
    </div>
  );
}
