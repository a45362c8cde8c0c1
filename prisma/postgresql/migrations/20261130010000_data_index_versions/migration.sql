-- AlterTable
ALTER TABLE "data_indexes" ADD COLUMN "version" INTEGER NOT NULL DEFAULT 1;
