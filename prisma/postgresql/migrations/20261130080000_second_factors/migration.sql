-- CreateTable
CREATE TABLE "admin_identities" (
    "issuer" TEXT COLLATE "C" NOT NULL,
    "subject" TEXT COLLATE "C" NOT NULL,
    "admin_id" TEXT COLLATE "C",
    "admitted_by" TEXT NOT NULL,
    "created_at" BIGINT NOT NULL,

    CONSTRAINT "admin_identities_pkey" PRIMARY KEY ("issuer","subject")
);

-- CreateTable
CREATE TABLE "passkeys" (
    "id" TEXT COLLATE "C" NOT NULL,
    "admin_id" TEXT COLLATE "C" NOT NULL,
    "name" TEXT NOT NULL,
    "public_key" TEXT NOT NULL,
    "counter" BIGINT NOT NULL,
    "transports" TEXT NOT NULL,
    "created_at" BIGINT NOT NULL,
    "last_used_at" BIGINT,

    CONSTRAINT "passkeys_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "totp_secrets" (
    "admin_id" TEXT COLLATE "C" NOT NULL,
    "secret" TEXT NOT NULL,
    "last_step" BIGINT NOT NULL,
    "created_at" BIGINT NOT NULL,

    CONSTRAINT "totp_secrets_pkey" PRIMARY KEY ("admin_id")
);

-- CreateTable
CREATE TABLE "recovery_codes" (
    "admin_id" TEXT COLLATE "C" NOT NULL,
    "hash" TEXT COLLATE "C" NOT NULL,

    CONSTRAINT "recovery_codes_pkey" PRIMARY KEY ("admin_id","hash")
);

-- CreateTable
CREATE TABLE "used_challenges" (
    "hash" TEXT COLLATE "C" NOT NULL,
    "expires_at" BIGINT NOT NULL,

    CONSTRAINT "used_challenges_pkey" PRIMARY KEY ("hash")
);

-- CreateIndex
CREATE UNIQUE INDEX "admin_identities_admin_id_issuer_key" ON "admin_identities"("admin_id", "issuer");

-- CreateIndex
CREATE INDEX "passkeys_admin_id_idx" ON "passkeys"("admin_id");

-- CreateIndex
CREATE INDEX "used_challenges_expires_at_idx" ON "used_challenges"("expires_at");

-- AddForeignKey
ALTER TABLE "admin_identities" ADD CONSTRAINT "admin_identities_admin_id_fkey" FOREIGN KEY ("admin_id") REFERENCES "admins"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "passkeys" ADD CONSTRAINT "passkeys_admin_id_fkey" FOREIGN KEY ("admin_id") REFERENCES "admins"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "totp_secrets" ADD CONSTRAINT "totp_secrets_admin_id_fkey" FOREIGN KEY ("admin_id") REFERENCES "admins"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "recovery_codes" ADD CONSTRAINT "recovery_codes_admin_id_fkey" FOREIGN KEY ("admin_id") REFERENCES "admins"("id") ON DELETE CASCADE ON UPDATE CASCADE;
