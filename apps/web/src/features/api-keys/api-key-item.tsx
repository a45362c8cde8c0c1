import type { ApiKey } from "@roster/contract";
import { classNames } from "@/lib/class-names";
import { Allowed } from "@/features/access/access";
import { CopyButton } from "@/components/ui/copy-button";
import { apiKeysTexts } from "@/features/api-keys/texts";
import { RelativeTime } from "@/components/time";
import { RevokeApiKey } from "./revoke-api-key";

interface ApiKeyItemProps {
  apiKey: ApiKey;
  /** The only active key: without it, no application can call the API. */
  isLast: boolean;
}

export function ApiKeyItem({ apiKey, isLast }: ApiKeyItemProps) {
  const { key, name, scopes, createdAt, revokedAt, lastUsedAt } = apiKey;
  const isRevoked = revokedAt !== null;
  return (
    <li className="flex items-center justify-between gap-4 px-5 py-3.5">
      <div className="min-w-0">
        <p
          className={classNames(
            "flex flex-wrap items-center gap-x-2 font-medium wrap-anywhere",
            isRevoked && "text-muted",
          )}
        >
          {name}
          {scopes.includes("audit:read") && (
            <span className="rounded-md bg-accent-soft px-1.5 text-xs leading-5 text-accent">
              {apiKeysTexts.readsAudit}
            </span>
          )}
        </p>
        <div className="flex items-center gap-1">
          <code
            className={classNames(
              "min-w-0 truncate font-mono text-[0.8125rem] text-muted",
              isRevoked && "line-through",
            )}
          >
            {key}
          </code>
          {!isRevoked && <CopyButton text={key} label={apiKeysTexts.copyKey(name)} />}
        </div>
        <p className="text-xs text-muted">
          {apiKeysTexts.added} <RelativeTime at={createdAt} />,{" "}
          {lastUsedAt === null ? (
            apiKeysTexts.neverUsed
          ) : (
            <>
              {apiKeysTexts.used} <RelativeTime at={lastUsedAt} />
            </>
          )}
          {isRevoked && (
            <>
              , {apiKeysTexts.revoked} <RelativeTime at={revokedAt} />
            </>
          )}
        </p>
      </div>
      {!isRevoked && (
        <Allowed to="apiKeys.revoke">
          <RevokeApiKey apiKey={apiKey} isLast={isLast} />
        </Allowed>
      )}
    </li>
  );
}
