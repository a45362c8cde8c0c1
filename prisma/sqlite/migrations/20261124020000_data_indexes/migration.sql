-- CreateTable
CREATE TABLE "data_indexes" (
    "app_id" TEXT NOT NULL,
    "path" TEXT NOT NULL,
    "is_unique" BOOLEAN NOT NULL,
    "state" TEXT NOT NULL,
    "created_at" BIGINT NOT NULL,

    PRIMARY KEY ("app_id", "path")
);
