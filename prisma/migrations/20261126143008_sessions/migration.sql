-- AlterTable
ALTER TABLE "Grant" ADD COLUMN     "takesSourceIdentity" BOOLEAN NOT NULL DEFAULT true;

-- AlterTable
ALTER TABLE "CredentialIssue" ADD COLUMN     "limits" TEXT,
ADD COLUMN     "revocationId" TEXT,
ADD COLUMN     "sourceIdentity" TEXT;

-- CreateTable
CREATE TABLE "Revocation" (
    "id" TEXT NOT NULL,
    "workspaceId" TEXT NOT NULL,
    "roleArn" TEXT NOT NULL,
    "accountId" TEXT NOT NULL,
    "sessionName" TEXT,
    "userId" TEXT,
    "cutOffAt" TIMESTAMPTZ(3) NOT NULL,
    "endsAt" TIMESTAMPTZ(3) NOT NULL,
    "state" TEXT NOT NULL,
    "statement" TEXT NOT NULL,
    "before" TEXT,
    "after" TEXT,
    "createdById" TEXT NOT NULL,
    "createdByName" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "intendedAt" TIMESTAMPTZ(3),
    "calledAt" TIMESTAMPTZ(3),
    "doneAt" TIMESTAMPTZ(3),
    "removedAt" TIMESTAMPTZ(3),
    "removedByName" TEXT,
    "requestId" TEXT,
    "detail" TEXT,
    "proof" JSONB,

    CONSTRAINT "Revocation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "RoleLease" (
    "key" TEXT NOT NULL,
    "holder" TEXT NOT NULL,
    "until" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "RoleLease_pkey" PRIMARY KEY ("key")
);

-- CreateIndex
CREATE INDEX "CredentialIssue_workspaceId_issuedAt_idx" ON "CredentialIssue"("workspaceId", "issuedAt");

-- CreateIndex
CREATE INDEX "CredentialIssue_workspaceId_roleArn_expiresAt_idx" ON "CredentialIssue"("workspaceId", "roleArn", "expiresAt");

-- CreateIndex
CREATE INDEX "Revocation_workspaceId_roleArn_idx" ON "Revocation"("workspaceId", "roleArn");

-- CreateIndex
CREATE INDEX "Revocation_state_endsAt_idx" ON "Revocation"("state", "endsAt");

-- AddForeignKey
ALTER TABLE "Revocation" ADD CONSTRAINT "Revocation_workspaceId_fkey" FOREIGN KEY ("workspaceId") REFERENCES "Workspace"("id") ON DELETE CASCADE ON UPDATE CASCADE;
