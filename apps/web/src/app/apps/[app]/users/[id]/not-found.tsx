import { UserRoundX } from "lucide-react";
import { AppLink } from "@/features/apps/app-link";
import { buttonStyle } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { userTexts } from "@/features/users/user/texts";

export default function NoSuchUser() {
  return (
    <div className="rounded-2xl border bg-surface">
      <Notice
        isPage
        icon={UserRoundX}
        title={userTexts.nobody}
        actions={
          <AppLink href="/users" className={buttonStyle()}>
            {userTexts.toUsers}
          </AppLink>
        }
      >
        {userTexts.nobodyWhy}
      </Notice>
    </div>
  );
}
