import type { InviteAdminResult } from "@roster/contract";
import { Button } from "@/components/ui/button";
import { CopyButton } from "@/components/ui/copy-button";
import { adminsTexts } from "@/features/admins/texts";

const texts = adminsTexts.link;

interface LinkShownOnceProps {
  invitation: InviteAdminResult["invitation"];
  onDone: () => void;
}

export function LinkShownOnce({ invitation: { token }, onDone }: LinkShownOnceProps) {
  const link = `${window.location.origin}/invitation#${token}`;
  return (
    <div className="grid gap-4">
      <dl>
        <dt className="text-sm font-medium">{texts.name}</dt>
        <dd className="mt-1.5 flex items-center justify-between gap-2 rounded-lg border bg-sunken py-1 pr-1 pl-3">
          <code className="min-w-0 font-mono text-[0.8125rem] wrap-anywhere">{link}</code>
          <CopyButton text={link} label={texts.copy} />
        </dd>
      </dl>
      <Button variant="primary" className="justify-self-end" onClick={onDone}>
        {texts.done}
      </Button>
    </div>
  );
}
