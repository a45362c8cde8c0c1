-- AlterTable
ALTER TABLE "users" ADD COLUMN "deactivated_at" BIGINT;
ALTER TABLE "users" ADD COLUMN "banned_at" BIGINT;
ALTER TABLE "users" ADD COLUMN "banned_until" BIGINT;
ALTER TABLE "users" ADD COLUMN "ban_reason" TEXT;
ALTER TABLE "users" ADD COLUMN "tokens_valid_after" BIGINT;
ALTER TABLE "users" ADD COLUMN "deleted_data" JSONB;
ALTER TABLE "users" ADD COLUMN "deleted_created_at" BIGINT;
