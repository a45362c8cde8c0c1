-- AlterTable
ALTER TABLE "api_keys" ADD COLUMN "scopes" TEXT NOT NULL DEFAULT 'users:read users:write users:remove tokens:create schema:write indexes:write stats:read events:read webhooks:write';
ALTER TABLE "api_keys" ADD COLUMN "expires_at" BIGINT;
ALTER TABLE "api_keys" ADD COLUMN "rate_per_minute" INTEGER;
ALTER TABLE "api_keys" ADD COLUMN "allow_from" TEXT;
ALTER TABLE "api_keys" ADD COLUMN "previous_secret" TEXT;
ALTER TABLE "api_keys" ADD COLUMN "previous_secret_until" BIGINT;
