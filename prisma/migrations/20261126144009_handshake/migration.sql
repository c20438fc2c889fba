-- CreateTable
CREATE TABLE "HandshakeLink" (
    "id" TEXT NOT NULL,
    "secretHash" TEXT NOT NULL,
    "workspaceId" TEXT NOT NULL,
    "planId" TEXT NOT NULL,
    "accountId" TEXT NOT NULL,
    "createdByName" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,
    "revokedAt" TIMESTAMPTZ(3),
    "lastOpenedAt" TIMESTAMPTZ(3),

    CONSTRAINT "HandshakeLink_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Attestation" (
    "planId" TEXT NOT NULL,
    "item" TEXT NOT NULL,
    "personId" TEXT NOT NULL,
    "personName" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Attestation_pkey" PRIMARY KEY ("planId","item")
);

-- CreateIndex
CREATE UNIQUE INDEX "HandshakeLink_secretHash_key" ON "HandshakeLink"("secretHash");

-- CreateIndex
CREATE INDEX "HandshakeLink_planId_idx" ON "HandshakeLink"("planId");

-- AddForeignKey
ALTER TABLE "HandshakeLink" ADD CONSTRAINT "HandshakeLink_planId_fkey" FOREIGN KEY ("planId") REFERENCES "Plan"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Attestation" ADD CONSTRAINT "Attestation_planId_fkey" FOREIGN KEY ("planId") REFERENCES "Plan"("id") ON DELETE CASCADE ON UPDATE CASCADE;
