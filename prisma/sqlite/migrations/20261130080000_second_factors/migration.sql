-- CreateTable
CREATE TABLE "admin_identities" (
    "issuer" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "admin_id" TEXT,
    "admitted_by" TEXT NOT NULL,
    "created_at" BIGINT NOT NULL,

    PRIMARY KEY ("issuer", "subject"),
    CONSTRAINT "admin_identities_admin_id_fkey" FOREIGN KEY ("admin_id") REFERENCES "admins" ("id") ON DELETE SET NULL ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "passkeys" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "admin_id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "public_key" TEXT NOT NULL,
    "counter" BIGINT NOT NULL,
    "transports" TEXT NOT NULL,
    "created_at" BIGINT NOT NULL,
    "last_used_at" BIGINT,
    CONSTRAINT "passkeys_admin_id_fkey" FOREIGN KEY ("admin_id") REFERENCES "admins" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "totp_secrets" (
    "admin_id" TEXT NOT NULL PRIMARY KEY,
    "secret" TEXT NOT NULL,
    "last_step" BIGINT NOT NULL,
    "created_at" BIGINT NOT NULL,
    CONSTRAINT "totp_secrets_admin_id_fkey" FOREIGN KEY ("admin_id") REFERENCES "admins" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "recovery_codes" (
    "admin_id" TEXT NOT NULL,
    "hash" TEXT NOT NULL,

    PRIMARY KEY ("admin_id", "hash"),
    CONSTRAINT "recovery_codes_admin_id_fkey" FOREIGN KEY ("admin_id") REFERENCES "admins" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "used_challenges" (
    "hash" TEXT NOT NULL PRIMARY KEY,
    "expires_at" BIGINT NOT NULL
);

-- CreateIndex
CREATE UNIQUE INDEX "admin_identities_admin_id_issuer_key" ON "admin_identities"("admin_id", "issuer");

-- CreateIndex
CREATE INDEX "passkeys_admin_id_idx" ON "passkeys"("admin_id");

-- CreateIndex
CREATE INDEX "used_challenges_expires_at_idx" ON "used_challenges"("expires_at");
