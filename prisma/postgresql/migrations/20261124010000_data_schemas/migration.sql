-- CreateTable
CREATE TABLE "data_schemas" (
    "app_id" TEXT COLLATE "C" NOT NULL,
    "version" INTEGER NOT NULL,
    "schema" TEXT,
    "applies_to" TEXT NOT NULL,
    "created_at" BIGINT NOT NULL,

    CONSTRAINT "data_schemas_pkey" PRIMARY KEY ("app_id", "version")
);
