import { useCan } from "@/features/access/access";
import { AppLink } from "@/features/apps/app-link";
import type { ReactNode } from "react";
import { classNames } from "@/lib/class-names";
import { CopyButton } from "@/components/ui/copy-button";
import { connectTexts } from "@/features/connect/texts";
import type { Connection } from "./use-connection";

interface ConnectionDetailsProps {
  connection: Connection;
  /** The caller draws the frame. */
  isInCard?: boolean;
}

/** The address and the key with copy buttons, and where to get a secret. */
export function ConnectionDetails({ connection, isInCard = false }: ConnectionDetailsProps) {
  const { apiUrl, apiKey } = connection;
  const canAddKey = useCan()("apiKeys.add");
  return (
    <dl
      className={classNames(
        "grid gap-px bg-line sm:grid-cols-3",
        isInCard ? "border-b" : "overflow-hidden rounded-2xl border",
      )}
    >
      <CopyableDetail name={connectTexts.address} text={apiUrl} />
      {apiKey === undefined ? (
        <Detail name={connectTexts.key}>
          {connectTexts.noKey} {canAddKey && <ApiKeysLink>{connectTexts.addOne}</ApiKeysLink>}
        </Detail>
      ) : (
        <CopyableDetail name={connectTexts.key} text={apiKey} />
      )}
      <Detail name={connectTexts.secret}>
        {connectTexts.secretOnce}{" "}
        {canAddKey ? (
          <>
            <ApiKeysLink>{connectTexts.addKey}</ApiKeysLink> {connectTexts.secretLost}
          </>
        ) : (
          connectTexts.askForKey
        )}
      </Detail>
    </dl>
  );
}

function CopyableDetail({ name, text }: { name: string; text: string }) {
  return (
    <Detail name={name}>
      <span className="flex items-center justify-between gap-2">
        <code className="min-w-0 truncate font-mono text-[0.8125rem] text-ink">{text}</code>
        <CopyButton text={text} label={connectTexts.copy(name)} className="-my-1" />
      </span>
    </Detail>
  );
}

function Detail({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="min-w-0 bg-surface px-5 py-3.5">
      <dt className="text-xs font-medium text-muted">{name}</dt>
      <dd className="mt-1 text-sm text-muted">{children}</dd>
    </div>
  );
}

function ApiKeysLink({ children }: { children: ReactNode }) {
  return (
    <AppLink
      href="/api-keys"
      className="rounded-sm font-medium text-accent underline underline-offset-3"
    >
      {children}
    </AppLink>
  );
}
