-- Read backwards for the newest first. New users stand at its end, where an engine adds in half the time.

-- DropIndex
DROP INDEX "users_app_id_created_at_id_idx";

-- CreateIndex
CREATE INDEX "users_app_id_created_at_id_idx" ON "users"("app_id", "created_at", "id");
