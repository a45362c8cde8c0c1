-- AlterTable
ALTER TABLE "apps" ADD COLUMN "history" TEXT NOT NULL DEFAULT 'full';

-- CreateTable
CREATE TABLE "changes" (
    "app_id" TEXT NOT NULL,
    "seq" BIGINT NOT NULL,
    "user_id" TEXT NOT NULL,
    "type" TEXT NOT NULL,
    "at" BIGINT NOT NULL,
    "version" INTEGER NOT NULL,
    "created_at" BIGINT NOT NULL,
    "updated_at" BIGINT NOT NULL,
    "state" TEXT,
    "data" TEXT,
    "changed" TEXT,
    "details" TEXT,
    "actor_kind" TEXT NOT NULL,
    "actor_id" TEXT NOT NULL,
    "actor_name" TEXT,
    "on_behalf_of" TEXT,
    "surface" TEXT NOT NULL,
    "request_id" TEXT NOT NULL,

    PRIMARY KEY ("app_id", "seq")
) WITHOUT ROWID;

-- CreateTable
CREATE TABLE "change_counters" (
    "app_id" TEXT NOT NULL PRIMARY KEY,
    "last_seq" BIGINT NOT NULL,
    "last_at" BIGINT NOT NULL
);

-- CreateIndex
CREATE INDEX "changes_app_id_user_id_seq_idx" ON "changes"("app_id", "user_id", "seq");

-- CreateIndex
CREATE INDEX "changes_app_id_actor_id_seq_idx" ON "changes"("app_id", "actor_id", "seq");

-- CreateIndex
-- Partial: the newest changes of a frequent type are found without it.
CREATE INDEX "changes_app_id_type_seq_idx" ON "changes"("app_id", "type", "seq") WHERE "type" NOT IN ('user.created', 'user.updated');
