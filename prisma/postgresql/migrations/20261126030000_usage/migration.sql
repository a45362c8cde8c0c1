-- CreateTable
CREATE TABLE "usage" (
    "app_id" TEXT COLLATE "C" NOT NULL,
    "minute" BIGINT NOT NULL,
    "kind" TEXT COLLATE "C" NOT NULL,
    "code" TEXT COLLATE "C" NOT NULL,
    "up_to" BIGINT NOT NULL,
    "calls" BIGINT NOT NULL,

    CONSTRAINT "usage_pkey" PRIMARY KEY ("app_id", "minute", "kind", "code", "up_to")
);

-- CreateIndex
CREATE INDEX "usage_minute_idx" ON "usage"("minute");
