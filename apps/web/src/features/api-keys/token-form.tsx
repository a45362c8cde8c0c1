"use client";
import { type CreateTokenInput, TokenAction } from "@roster/contract";
import { useSuspenseQuery } from "@tanstack/react-query";
import { type SubmitEvent, useState } from "react";
import { Button } from "@/components/ui/button";
import { FieldError } from "@/components/ui/field";
import { SegmentedControl } from "@/components/ui/segmented-control";
import { apiKeysTexts } from "@/features/api-keys/texts";
import { useTRPC } from "@/lib/trpc/client";
import { isWorking } from "./rights/expiry";
import { TokenKeySelect, TokenLifetimeSelect, TokenPermissions } from "./token-fields";

const texts = apiKeysTexts.token;
const kinds = (["user", "server"] as const).map((value) => ({ value, label: texts.kinds[value] }));

interface TokenFormProps {
  kind: CreateTokenInput["kind"];
  onKind: (kind: CreateTokenInput["kind"]) => void;
  isBusy: boolean;
  error: string | undefined;
  onChange: () => void;
  onSubmit: (input: CreateTokenInput) => void;
}

export function TokenForm({ kind, onKind, isBusy, error, onChange, onSubmit }: TokenFormProps) {
  const trpc = useTRPC();
  const { data } = useSuspenseQuery(trpc.apiKeys.list.queryOptions());
  const keys = data.apiKeys.filter((apiKey) => isWorking(apiKey)).toReversed();
  const [fields, setFields] = useState({ userId: "", action: "*", lifetime: "3600" });
  const [apiKey, setApiKey] = useState(keys[0]?.key);
  const set = (name: keyof typeof fields) => (value: string) => {
    setFields({ ...fields, [name]: value });
    onChange();
  };

  function submit(event: SubmitEvent) {
    event.preventDefault();
    const seconds = Number(fields.lifetime);
    const common = { ...(seconds > 0 && { expiresInSeconds: seconds }), ...(apiKey && { apiKey }) };
    if (kind === "user") onSubmit({ kind, userId: fields.userId, ...common });
    else onSubmit({ kind, action: TokenAction.parse(fields.action), ...common });
  }

  return (
    <form onSubmit={submit} className="grid gap-5" noValidate>
      <SegmentedControl
        label={texts.kind}
        options={kinds}
        value={kind}
        onChange={(selected) => {
          onKind(selected);
          onChange();
        }}
      />
      <TokenPermissions
        kind={kind}
        userId={fields.userId}
        action={fields.action}
        onUserId={set("userId")}
        onAction={set("action")}
      />
      <TokenLifetimeSelect value={fields.lifetime} onChange={set("lifetime")} />
      {keys.length > 1 && <TokenKeySelect keys={keys} value={apiKey} onChange={setApiKey} />}
      <FieldError id="token-error">{error}</FieldError>
      <div className="flex justify-end">
        <Button
          type="submit"
          variant="primary"
          isBusy={isBusy}
          disabled={kind === "user" && fields.userId === ""}
        >
          {texts.submit}
        </Button>
      </div>
    </form>
  );
}
