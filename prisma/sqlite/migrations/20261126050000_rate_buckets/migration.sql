-- CreateTable
CREATE TABLE "rate_buckets" (
    "id" TEXT NOT NULL,
    "granted" BIGINT NOT NULL,
    "capacity" BIGINT NOT NULL,
    "asked_at" BIGINT NOT NULL,
    "full_at" BIGINT NOT NULL,

    PRIMARY KEY ("id")
);
