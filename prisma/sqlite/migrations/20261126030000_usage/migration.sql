-- CreateTable
CREATE TABLE "usage" (
    "app_id" TEXT NOT NULL,
    "minute" BIGINT NOT NULL,
    "kind" TEXT NOT NULL,
    "code" TEXT NOT NULL,
    "up_to" BIGINT NOT NULL,
    "calls" BIGINT NOT NULL,

    PRIMARY KEY ("app_id", "minute", "kind", "code", "up_to")
);

-- CreateIndex
CREATE INDEX "usage_minute_idx" ON "usage"("minute");
