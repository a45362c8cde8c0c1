-- AlterTable
ALTER TABLE "apps" ADD COLUMN "user_reads" TEXT NOT NULL DEFAULT 'all';
ALTER TABLE "apps" ADD COLUMN "public_fields" TEXT;
