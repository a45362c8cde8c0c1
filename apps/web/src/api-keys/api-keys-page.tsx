"use client";
import { useSuspenseQuery } from "@tanstack/react-query";
import { KeyRound } from "lucide-react";
import { PageHeader } from "@/components/page-header";
import { Notice } from "@/components/ui/notice";
import { useTRPC } from "@/trpc/client";
import { AddApiKey } from "./add-api-key";
import { ApiKeyItem } from "./api-key-item";

export function ApiKeysPage() {
  const trpc = useTRPC();
  const { data } = useSuspenseQuery(trpc.apiKeys.list.queryOptions());
  const inForce = data.apiKeys.filter(({ revokedAt }) => revokedAt === null);
  const revoked = data.apiKeys.filter(({ revokedAt }) => revokedAt !== null);
  return (
    <>
      <PageHeader
        title="API keys"
        description="An application signs its calls with a key’s secret."
        actions={<AddApiKey />}
      />
      <div className="overflow-hidden rounded-2xl border bg-surface">
        {inForce.length === 0 ? (
          <Notice icon={KeyRound} title="No key is in force">
            No application can call the API until you add one.
          </Notice>
        ) : (
          <ul className="divide-y" aria-label="Keys in force">
            {inForce.map((apiKey) => (
              <ApiKeyItem key={apiKey.key} apiKey={apiKey} isLast={inForce.length === 1} />
            ))}
          </ul>
        )}
      </div>
      {revoked.length > 0 && (
        <section className="mt-8">
          <h2 className="mb-2.5 text-sm font-semibold">Revoked</h2>
          <ul className="divide-y overflow-hidden rounded-2xl border" aria-label="Revoked keys">
            {revoked.map((apiKey) => (
              <ApiKeyItem key={apiKey.key} apiKey={apiKey} isLast={false} />
            ))}
          </ul>
        </section>
      )}
    </>
  );
}
