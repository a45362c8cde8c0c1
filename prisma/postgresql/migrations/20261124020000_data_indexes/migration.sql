-- CreateTable
CREATE TABLE "data_indexes" (
    "app_id" TEXT COLLATE "C" NOT NULL,
    "path" TEXT COLLATE "C" NOT NULL,
    "is_unique" BOOLEAN NOT NULL,
    "state" TEXT NOT NULL,
    "created_at" BIGINT NOT NULL,

    CONSTRAINT "data_indexes_pkey" PRIMARY KEY ("app_id", "path")
);
