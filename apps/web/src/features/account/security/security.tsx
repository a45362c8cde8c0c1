"use client";
import { useSuspenseQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Card } from "@/components/card";
import { useTRPC } from "@/lib/trpc/client";
import { AuthenticatorApp } from "./authenticator-app";
import { NewRecoveryCodes } from "./new-recovery-codes";
import { Passkeys } from "./passkeys";
import { RecoveryCodes } from "./recovery-codes";
import { securityTexts as texts } from "./texts";

/** How the administrator signs in, apart from the password. */
export function Security() {
  const trpc = useTRPC();
  const { data } = useSuspenseQuery(trpc.account.security.queryOptions());
  const [newCodes, setNewCodes] = useState<readonly string[] | null>(null);
  const hasFactor = data.passkeys.length > 0 || data.hasTotp;
  return (
    <Card title={texts.title}>
      <p className="px-5 pt-4 text-sm text-muted">{texts.text}</p>
      <div className="divide-y">
        <Passkeys passkeys={data.passkeys} onCodes={setNewCodes} />
        <AuthenticatorApp isSetUp={data.hasTotp} onCodes={setNewCodes} />
        {hasFactor && <RecoveryCodes count={data.recoveryCodes} onCodes={setNewCodes} />}
      </div>
      <NewRecoveryCodes codes={newCodes} onClosed={() => setNewCodes(null)} />
    </Card>
  );
}
