-- CreateTable
CREATE TABLE "rate_buckets" (
    "id" TEXT COLLATE "C" NOT NULL,
    "granted" BIGINT NOT NULL,
    "capacity" BIGINT NOT NULL,
    "asked_at" BIGINT NOT NULL,
    "full_at" BIGINT NOT NULL,

    CONSTRAINT "rate_buckets_pkey" PRIMARY KEY ("id")
);
