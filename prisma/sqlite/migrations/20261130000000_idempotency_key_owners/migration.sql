-- AlterTable
ALTER TABLE "idempotency_keys" ADD COLUMN "owner" TEXT;

-- CreateIndex
-- Partial: the backend's keys have no owner.
CREATE INDEX "idempotency_keys_app_id_owner_created_at_idx" ON "idempotency_keys"("app_id", "owner", "created_at") WHERE "owner" IS NOT NULL;
