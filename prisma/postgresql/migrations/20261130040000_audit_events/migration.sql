-- CreateTable
CREATE TABLE "audit_events" (
    "seq" BIGSERIAL NOT NULL,
    "app_id" TEXT COLLATE "C" NOT NULL,
    "type" TEXT COLLATE "C" NOT NULL,
    "at" BIGINT NOT NULL,
    "user_id" TEXT COLLATE "C",
    "details" TEXT,
    "actor_kind" TEXT NOT NULL,
    "actor_id" TEXT COLLATE "C" NOT NULL,
    "actor_name" TEXT,
    "on_behalf_of" TEXT,
    "surface" TEXT NOT NULL,
    "request_id" TEXT NOT NULL,

    CONSTRAINT "audit_events_pkey" PRIMARY KEY ("seq")
);

-- CreateIndex
CREATE INDEX "audit_events_app_id_at_seq_idx" ON "audit_events"("app_id", "at", "seq");

-- CreateIndex
CREATE INDEX "audit_events_app_id_user_id_at_seq_idx" ON "audit_events"("app_id", "user_id", "at", "seq");

-- CreateIndex
CREATE INDEX "audit_events_app_id_actor_id_at_seq_idx" ON "audit_events"("app_id", "actor_id", "at", "seq");

-- CreateIndex
CREATE INDEX "audit_events_app_id_type_at_seq_idx" ON "audit_events"("app_id", "type", "at", "seq");
