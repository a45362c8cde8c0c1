"use client";
import type { Passkey } from "@roster/contract";
import { useMutation } from "@tanstack/react-query";
import { RelativeTime } from "@/components/time";
import { Button } from "@/components/ui/button";
import { useTRPC } from "@/lib/trpc/client";
import { AddPasskey } from "./add-passkey";
import { Section } from "./section";
import { securityTexts as texts } from "./texts";
import { useAccountChange } from "./use-account-change";

interface PasskeysProps {
  passkeys: readonly Passkey[];
  onCodes: (codes: readonly string[] | null) => void;
}

export function Passkeys({ passkeys, onCodes }: PasskeysProps) {
  return (
    <Section title={texts.passkeys} action={<AddPasskey onCodes={onCodes} />}>
      {passkeys.length === 0 && <p className="mt-1 text-sm text-muted">{texts.noPasskeys}</p>}
      <ul className="mt-2 grid gap-2" aria-label={texts.passkeys}>
        {passkeys.map((passkey) => (
          <PasskeyItem key={passkey.id} passkey={passkey} />
        ))}
      </ul>
    </Section>
  );
}

function PasskeyItem({ passkey: { id, name, createdAt, lastUsedAt } }: { passkey: Passkey }) {
  const trpc = useTRPC();
  const { handlers } = useAccountChange();
  const remove = useMutation(
    trpc.account.removePasskey.mutationOptions(
      handlers(texts.removePasskey(name), {
        title: texts.passkeyRemoved,
        text: texts.passkeyRemovedText,
      }),
    ),
  );
  return (
    <li className="flex items-center justify-between gap-4">
      <div className="min-w-0">
        <p className="truncate text-sm">{name}</p>
        <p className="text-xs text-muted">
          {lastUsedAt === null ? texts.added : texts.lastUsed}{" "}
          <RelativeTime at={lastUsedAt ?? createdAt} />
        </p>
      </div>
      <Button
        variant="danger-outline"
        size="small"
        aria-label={texts.removePasskey(name)}
        isBusy={remove.isPending}
        onClick={() => remove.mutate({ id })}
      >
        {texts.remove}
      </Button>
    </li>
  );
}
