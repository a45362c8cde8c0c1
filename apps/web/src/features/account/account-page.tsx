import { PageHeader } from "@/components/page-header";
import { Card } from "@/components/card";
import { accountTexts } from "@/features/account/texts";
import type { Theme } from "@/features/theme/theme";
import { ThemeSwitch } from "@/features/theme/theme-switch";
import { ChangePassword } from "./change-password";
import { Profile } from "./profile";
import { Security } from "./security/security";
import { Sessions } from "./sessions";

export function AccountPage({ theme }: { theme: Theme }) {
  return (
    <div className="mx-auto max-w-2xl">
      <PageHeader title={accountTexts.title} description={accountTexts.description} />
      <div className="grid gap-5">
        <Profile />
        <Card title={accountTexts.password.title}>
          <ChangePassword />
        </Card>
        <Security />
        <Sessions />
        <Card title={accountTexts.theme.title}>
          <div className="flex items-center justify-between gap-4 px-5 py-4">
            <p className="text-sm text-muted">{accountTexts.theme.text}</p>
            <ThemeSwitch initial={theme} />
          </div>
        </Card>
      </div>
    </div>
  );
}
