import type { AddApiKeyResult } from "@roster/contract";
import { TriangleAlert } from "lucide-react";
import { Button } from "@/components/ui/button";
import { CopyButton } from "@/components/ui/copy-button";

interface NewSecretProps {
  added: AddApiKeyResult;
  onDone: () => void;
}

export function NewSecret({ added: { apiKey, secret }, onDone }: NewSecretProps) {
  const environment = `ROSTER_API_KEY=${apiKey.key}\nROSTER_API_SECRET=${secret}\n`;
  return (
    <div className="grid gap-4">
      <dl className="grid gap-3">
        <Value name="API key" text={apiKey.key} />
        <Value name="API secret" text={secret} />
      </dl>
      <p className="flex gap-2 rounded-lg bg-notice-soft px-3 py-2.5 text-sm text-notice">
        <TriangleAlert className="mt-0.5 size-4 shrink-0" aria-hidden />
        Whoever has the secret can read and change every user. It belongs in your backend, never in
        a browser or an app.
      </p>
      <div className="flex flex-wrap items-center justify-between gap-2">
        <span className="flex items-center text-sm text-muted">
          As variables
          <CopyButton text={environment} label="Copy both as environment variables" isWordy />
        </span>
        <Button look="primary" onClick={onDone}>
          I have kept it
        </Button>
      </div>
    </div>
  );
}

function Value({ name, text }: { name: string; text: string }) {
  return (
    <div>
      <dt className="text-sm font-medium">{name}</dt>
      <dd className="mt-1.5 flex items-center justify-between gap-2 rounded-lg border bg-sunken py-1 pr-1 pl-3">
        <code className="min-w-0 font-mono text-[0.8125rem] wrap-anywhere">{text}</code>
        <CopyButton text={text} label={`Copy the ${name}`} />
      </dd>
    </div>
  );
}
