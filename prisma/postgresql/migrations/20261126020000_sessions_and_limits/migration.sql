-- AlterTable
ALTER TABLE "api_keys" ADD COLUMN "last_used_at" BIGINT;

-- AlterTable
ALTER TABLE "admins" ADD COLUMN "setting_hash" TEXT;

-- Sessions from before are ended: they do not say what they were opened with.
DROP TABLE "admin_sessions";

-- CreateTable
CREATE TABLE "admin_sessions" (
    "token_hash" TEXT COLLATE "C" NOT NULL,
    "created_at" BIGINT NOT NULL,
    "expires_at" BIGINT NOT NULL,
    "last_seen_at" BIGINT NOT NULL,
    "password_at" BIGINT NOT NULL,
    "user_agent" TEXT NOT NULL,

    CONSTRAINT "admin_sessions_pkey" PRIMARY KEY ("token_hash")
);

-- CreateTable
CREATE TABLE "sign_in_limits" (
    "place" TEXT COLLATE "C" NOT NULL,
    "failures" INTEGER NOT NULL,
    "free_at" BIGINT NOT NULL,
    "updated_at" BIGINT NOT NULL,

    CONSTRAINT "sign_in_limits_pkey" PRIMARY KEY ("place")
);

-- CreateIndex
CREATE INDEX "sign_in_limits_updated_at_idx" ON "sign_in_limits"("updated_at");
