-- AlterTable
ALTER TABLE "admins" ALTER COLUMN "password_hash" DROP NOT NULL,
ADD COLUMN "email" TEXT COLLATE "C",
ADD COLUMN "name" TEXT NOT NULL DEFAULT '',
ADD COLUMN "role" TEXT NOT NULL DEFAULT 'owner',
ADD COLUMN "apps" TEXT,
ADD COLUMN "created_at" BIGINT,
ADD COLUMN "signed_in_at" BIGINT,
ADD COLUMN "invitation_hash" TEXT COLLATE "C",
ADD COLUMN "invitation_expires_at" BIGINT;

UPDATE "admins" SET "created_at" = "updated_at";

ALTER TABLE "admins" ALTER COLUMN "created_at" SET NOT NULL,
ALTER COLUMN "name" DROP DEFAULT,
ALTER COLUMN "role" DROP DEFAULT;

-- CreateIndex
CREATE UNIQUE INDEX "admins_email_key" ON "admins"("email");

-- CreateIndex
CREATE UNIQUE INDEX "admins_invitation_hash_key" ON "admins"("invitation_hash");

-- AlterTable
ALTER TABLE "admin_sessions" ADD COLUMN "admin_id" TEXT COLLATE "C" NOT NULL DEFAULT 'admin';
