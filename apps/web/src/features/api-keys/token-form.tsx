"use client";
import { type CreateTokenInput, TokenAction } from "@roster/contract";
import { useSuspenseQuery } from "@tanstack/react-query";
import { type SubmitEvent, useState } from "react";
import { Button } from "@/components/ui/button";
import { Field, FieldError } from "@/components/ui/field";
import { SegmentedControl } from "@/components/ui/segmented-control";
import { Select } from "@/components/ui/select";
import { apiKeysTexts } from "@/features/api-keys/texts";
import { useTRPC } from "@/lib/trpc/client";
import { TokenKeySelect } from "./token-key";
import { TokenPermissions } from "./token-permissions";

const texts = apiKeysTexts.token;
const lifetimes = [300, 3600, 86_400, 2_592_000, 31_536_000, 0] as const;
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
  const keys = data.apiKeys.filter(({ revokedAt }) => revokedAt === null).toReversed();
  const [typed, setTyped] = useState({ userId: "", action: "*", lifetime: "3600" });
  const [apiKey, setApiKey] = useState(keys[0]?.key);
  const set = (name: keyof typeof typed) => (value: string) => {
    setTyped({ ...typed, [name]: value });
    onChange();
  };

  function submit(event: SubmitEvent) {
    event.preventDefault();
    const seconds = Number(typed.lifetime);
    const common = { ...(seconds > 0 && { expiresInSeconds: seconds }), ...(apiKey && { apiKey }) };
    if (kind === "user") onSubmit({ kind, userId: typed.userId, ...common });
    else onSubmit({ kind, action: TokenAction.parse(typed.action), ...common });
  }

  return (
    <form onSubmit={submit} className="grid gap-5" noValidate>
      <SegmentedControl
        label={texts.kind}
        options={kinds}
        value={kind}
        onChange={(chosen) => {
          onKind(chosen);
          onChange();
        }}
      />
      <TokenPermissions
        kind={kind}
        userId={typed.userId}
        action={typed.action}
        onUserId={set("userId")}
        onAction={set("action")}
      />
      <Field id="token-lifetime" label={texts.lifetime}>
        <Select
          id="token-lifetime"
          isWide
          value={typed.lifetime}
          onChange={({ target }) => set("lifetime")(target.value)}
        >
          {lifetimes.map((seconds) => (
            <option key={seconds} value={seconds}>
              {texts.lifetimes[seconds]}
            </option>
          ))}
        </Select>
      </Field>
      {keys.length > 1 && <TokenKeySelect keys={keys} value={apiKey} onChange={setApiKey} />}
      <FieldError id="token-error">{error}</FieldError>
      <div className="flex justify-end">
        <Button
          type="submit"
          variant="primary"
          isBusy={isBusy}
          disabled={kind === "user" && typed.userId === ""}
        >
          {texts.submit}
        </Button>
      </div>
    </form>
  );
}
