import type { CreateTokenInput, CreateTokenResult } from "@roster/contract";
import { TriangleAlert } from "lucide-react";
import { Button } from "@/components/ui/button";
import { apiKeysTexts } from "@/features/api-keys/texts";
import { ExactTime } from "@/components/time";
import { SecretValue } from "./secret-value";

const texts = apiKeysTexts.token;

interface NewTokenProps {
  result: CreateTokenResult;
  kind: CreateTokenInput["kind"];
  onDone: () => void;
}

export function NewToken({ result: { token, apiKey, expiresAt }, kind, onDone }: NewTokenProps) {
  return (
    <div className="grid gap-4">
      <dl className="grid gap-3">
        <SecretValue name={texts.token} text={token} copy={texts.copy} />
        <SecretValue name={texts.apiKey} text={apiKey} copy={texts.copyKey} />
      </dl>
      <p className="text-sm text-muted">
        {expiresAt === null ? (
          texts.never
        ) : (
          <>
            {texts.expiresAt} <ExactTime at={expiresAt} />.
          </>
        )}
      </p>
      {kind === "server" && (
        <p className="flex gap-2 rounded-lg bg-notice-soft px-3 py-2.5 text-sm text-notice">
          <TriangleAlert className="mt-0.5 size-4 shrink-0" aria-hidden />
          {texts.serverWarning}
        </p>
      )}
      <div className="flex justify-end">
        <Button variant="primary" onClick={onDone}>
          {texts.done}
        </Button>
      </div>
    </div>
  );
}
