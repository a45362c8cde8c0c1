-- RedefineTable: SQLite cannot make a column optional.
CREATE TABLE "new_admins" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "email" TEXT,
    "name" TEXT NOT NULL,
    "role" TEXT NOT NULL,
    "apps" TEXT,
    "password_hash" TEXT,
    "setting_hash" TEXT,
    "updated_at" BIGINT NOT NULL,
    "created_at" BIGINT NOT NULL,
    "signed_in_at" BIGINT,
    "invitation_hash" TEXT,
    "invitation_expires_at" BIGINT
);
INSERT INTO "new_admins" ("id", "name", "role", "password_hash", "setting_hash", "updated_at", "created_at")
SELECT "id", '', 'owner', "password_hash", "setting_hash", "updated_at", "updated_at" FROM "admins";
DROP TABLE "admins";
ALTER TABLE "new_admins" RENAME TO "admins";

-- CreateIndex
CREATE UNIQUE INDEX "admins_email_key" ON "admins"("email");

-- CreateIndex
CREATE UNIQUE INDEX "admins_invitation_hash_key" ON "admins"("invitation_hash");

-- AlterTable
ALTER TABLE "admin_sessions" ADD COLUMN "admin_id" TEXT NOT NULL DEFAULT 'admin';
