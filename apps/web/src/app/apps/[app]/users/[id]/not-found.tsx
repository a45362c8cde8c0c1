import { UserRoundX } from "lucide-react";
import { AppLink } from "@/apps/app-link";
import { buttonStyle } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";

export default function NoSuchUser() {
  return (
    <div className="rounded-2xl border bg-surface">
      <Notice
        isPage
        icon={UserRoundX}
        title="Nobody has this id"
        actions={
          <AppLink href="/users" className={buttonStyle()}>
            To the users
          </AppLink>
        }
      >
        The user was deleted, or has never been on this roster.
      </Notice>
    </div>
  );
}
