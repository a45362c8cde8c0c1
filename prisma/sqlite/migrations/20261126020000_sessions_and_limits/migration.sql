-- AlterTable
ALTER TABLE "api_keys" ADD COLUMN "last_used_at" BIGINT;

-- AlterTable
ALTER TABLE "admins" ADD COLUMN "setting_hash" TEXT;

-- Sessions from before are ended: they do not say what they were opened with.
DROP TABLE "admin_sessions";

-- CreateTable
CREATE TABLE "admin_sessions" (
    "token_hash" TEXT NOT NULL PRIMARY KEY,
    "created_at" BIGINT NOT NULL,
    "expires_at" BIGINT NOT NULL,
    "last_seen_at" BIGINT NOT NULL,
    "password_at" BIGINT NOT NULL,
    "user_agent" TEXT NOT NULL
);

-- CreateTable
CREATE TABLE "sign_in_limits" (
    "place" TEXT NOT NULL PRIMARY KEY,
    "failures" INTEGER NOT NULL,
    "free_at" BIGINT NOT NULL,
    "updated_at" BIGINT NOT NULL
);

-- CreateIndex
CREATE INDEX "sign_in_limits_updated_at_idx" ON "sign_in_limits"("updated_at");
