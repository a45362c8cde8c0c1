import type { ApiKeySecret } from "@roster/contract";
import { TriangleAlert } from "lucide-react";
import { Button } from "@/components/ui/button";
import { CopyButton } from "@/components/ui/copy-button";
import { apiKeysTexts } from "@/features/api-keys/texts";
import { SecretValue } from "./secret-value";

const texts = apiKeysTexts.secret;

interface NewSecretProps {
  added: ApiKeySecret;
  onDone: () => void;
}

export function NewSecret({ added: { apiKey, secret }, onDone }: NewSecretProps) {
  const environment = `ROSTER_API_KEY=${apiKey.key}\nROSTER_API_SECRET=${secret}\n`;
  return (
    <div className="grid gap-4">
      <dl className="grid gap-3">
        <SecretValue name={texts.key} text={apiKey.key} copy={texts.copy(texts.key)} />
        <SecretValue name={texts.secret} text={secret} copy={texts.copy(texts.secret)} />
      </dl>
      <p className="flex gap-2 rounded-lg bg-notice-soft px-3 py-2.5 text-sm text-notice">
        <TriangleAlert className="mt-0.5 size-4 shrink-0" aria-hidden />
        {texts.warning}
      </p>
      <div className="flex flex-wrap items-center justify-between gap-2">
        <span className="flex items-center text-sm text-muted">
          {texts.asVariables}
          <CopyButton text={environment} label={texts.copyVariables} showsText />
        </span>
        <Button variant="primary" onClick={onDone}>
          {texts.done}
        </Button>
      </div>
    </div>
  );
}
