"use client";
import { useSuspenseQuery } from "@tanstack/react-query";
import { KeyRound } from "lucide-react";
import { PageHeader } from "@/components/page-header";
import { EmptyState } from "@/components/ui/empty-state";
import { Allowed } from "@/features/access/access";
import { apiKeysTexts } from "@/features/api-keys/texts";
import { useTRPC } from "@/lib/trpc/client";
import { AddApiKey } from "./add-api-key";
import { ApiKeyItem } from "./api-key-item";
import { CreateToken } from "./create-token";
import { isWorking } from "./rights/expiry";

export function ApiKeysPage() {
  const trpc = useTRPC();
  const { data } = useSuspenseQuery(trpc.apiKeys.list.queryOptions());
  const active = data.apiKeys.filter(({ revokedAt }) => revokedAt === null);
  const working = active.filter((apiKey) => isWorking(apiKey));
  const revoked = data.apiKeys.filter(({ revokedAt }) => revokedAt !== null);
  return (
    <>
      <PageHeader
        title={apiKeysTexts.title}
        description={apiKeysTexts.description}
        actions={
          <>
            {working.length > 0 && (
              <Allowed to="tokens.create">
                <CreateToken />
              </Allowed>
            )}
            <Allowed to="apiKeys.add">
              <AddApiKey />
            </Allowed>
          </>
        }
      />
      <div className="overflow-hidden rounded-2xl border bg-surface">
        {active.length === 0 ? (
          <EmptyState icon={KeyRound} title={apiKeysTexts.none}>
            {apiKeysTexts.noneWhy}
          </EmptyState>
        ) : (
          <ul className="divide-y" aria-label={apiKeysTexts.active}>
            {active.map((apiKey) => (
              <ApiKeyItem
                key={apiKey.key}
                apiKey={apiKey}
                isLast={working.length === 1 && isWorking(apiKey)}
              />
            ))}
          </ul>
        )}
      </div>
      {revoked.length > 0 && (
        <section className="mt-8">
          <h2 className="mb-2.5 text-sm font-semibold">{apiKeysTexts.revokedTitle}</h2>
          <ul
            className="divide-y overflow-hidden rounded-2xl border"
            aria-label={apiKeysTexts.revokedKeys}
          >
            {revoked.map((apiKey) => (
              <ApiKeyItem key={apiKey.key} apiKey={apiKey} isLast={false} />
            ))}
          </ul>
        </section>
      )}
    </>
  );
}
