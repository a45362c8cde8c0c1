import type { ApiKey } from "@roster/contract";
import { ExactTime, RelativeTime } from "@/components/time";
import { CopyButton } from "@/components/ui/copy-button";
import { Allowed } from "@/features/access/access";
import { apiKeysTexts } from "@/features/api-keys/texts";
import { classNames } from "@/lib/class-names";
import { ChangeApiKey } from "./change-api-key";
import { RevokeApiKey } from "./revoke-api-key";
import { ExpiryBadge } from "./rights/expiry-badge";
import { summarizeScopes } from "./rights/scopes";
import { rightsTexts } from "./rights/texts";

interface ApiKeyItemProps {
  apiKey: ApiKey;
  /** The only working key: without it, no application can call the API. */
  isLast: boolean;
}

export function ApiKeyItem({ apiKey, isLast }: ApiKeyItemProps) {
  const { key, name, expiresAt, revokedAt } = apiKey;
  const isRevoked = revokedAt !== null;
  return (
    <li className="flex flex-wrap items-center justify-between gap-x-4 gap-y-3 px-5 py-3.5">
      <div className="min-w-0 flex-1 basis-80">
        <p
          className={classNames(
            "flex flex-wrap items-center gap-x-2 font-medium wrap-anywhere",
            isRevoked && "text-muted",
          )}
        >
          {name}
          {!isRevoked && <ExpiryBadge expiresAt={expiresAt} />}
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
        {!isRevoked && <Rights apiKey={apiKey} />}
        <Times apiKey={apiKey} />
      </div>
      {!isRevoked && (
        <div className="flex flex-wrap gap-2">
          <ChangeApiKey apiKey={apiKey} />
          <Allowed to="apiKeys.revoke">
            <RevokeApiKey apiKey={apiKey} isLast={isLast} />
          </Allowed>
        </div>
      )}
    </li>
  );
}

function Rights({ apiKey: { scopes, ratePerMinute, allowFrom } }: { apiKey: ApiKey }) {
  const limits = [
    ...(ratePerMinute === null ? [] : [rightsTexts.perMinute(ratePerMinute)]),
    ...(allowFrom === null ? [] : [rightsTexts.from(allowFrom)]),
  ];
  return (
    <p className="mb-0.5 text-[0.8125rem] wrap-anywhere" title={scopes.join(", ")}>
      {summarizeScopes(scopes)}
      {limits.length > 0 && <span className="text-muted">, {limits.join(", ")}</span>}
    </p>
  );
}

function Times({ apiKey }: { apiKey: ApiKey }) {
  const { createdAt, expiresAt, revokedAt, lastUsedAt, previousSecretUntil } = apiKey;
  return (
    <p className="text-xs text-muted">
      {apiKeysTexts.added} <RelativeTime at={createdAt} />,{" "}
      {lastUsedAt === null ? (
        apiKeysTexts.neverUsed
      ) : (
        <>
          {apiKeysTexts.used} <RelativeTime at={lastUsedAt} />
        </>
      )}
      {revokedAt !== null && (
        <>
          , {apiKeysTexts.revoked} <RelativeTime at={revokedAt} />
        </>
      )}
      {revokedAt === null && expiresAt !== null && (
        <>
          , {apiKeysTexts.expires} <ExactTime at={expiresAt} />
        </>
      )}
      {revokedAt === null && previousSecretUntil !== null && (
        <span className="block">
          {apiKeysTexts.previousUntil} <ExactTime at={previousSecretUntil} />
        </span>
      )}
    </p>
  );
}
