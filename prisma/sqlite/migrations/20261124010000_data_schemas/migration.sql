-- CreateTable
CREATE TABLE "data_schemas" (
    "app_id" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "schema" TEXT,
    "applies_to" TEXT NOT NULL,
    "created_at" BIGINT NOT NULL,

    PRIMARY KEY ("app_id", "version")
);
