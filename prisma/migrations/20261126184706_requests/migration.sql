-- AlterTable
ALTER TABLE "RoleGrant" ADD COLUMN     "approvals" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "approverGroupId" TEXT,
ADD COLUMN     "approverIds" TEXT[],
ADD COLUMN     "rule" TEXT NOT NULL DEFAULT 'none';

UPDATE "RoleGrant" SET "approverIds" = ARRAY[]::TEXT[];

-- Somebody may hold a role freely within limits, and on request without them.
DROP INDEX "RoleGrant_one_each";
CREATE UNIQUE INDEX "RoleGrant_one_each" ON "RoleGrant"("workspaceId", "roleArn", "toKind", "rule", COALESCE("userId", "groupId", '')) WHERE "endedAt" IS NULL;

-- CreateTable
CREATE TABLE "AccessRequest" (
    "id" TEXT NOT NULL,
    "batchId" TEXT NOT NULL,
    "workspaceId" TEXT NOT NULL,
    "requesterId" TEXT NOT NULL,
    "requesterName" TEXT NOT NULL,
    "grantId" TEXT NOT NULL,
    "roleArn" TEXT NOT NULL,
    "isBreakGlass" BOOLEAN NOT NULL,
    "reason" TEXT NOT NULL,
    "ticket" TEXT NOT NULL,
    "durationSeconds" INTEGER NOT NULL,
    "startsAt" TIMESTAMPTZ(3) NOT NULL,
    "approvalsNeeded" INTEGER NOT NULL,
    "approverIds" TEXT[],
    "state" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "lapsesAt" TIMESTAMPTZ(3) NOT NULL,
    "firstUsedAt" TIMESTAMPTZ(3),
    "endsAt" TIMESTAMPTZ(3),
    "endedAt" TIMESTAMPTZ(3),
    "endedByName" TEXT,
    "reviewedAt" TIMESTAMPTZ(3),
    "reviewedByName" TEXT,
    "reviewNote" TEXT,

    CONSTRAINT "AccessRequest_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "AccessDecision" (
    "requestId" TEXT NOT NULL,
    "personId" TEXT NOT NULL,
    "personName" TEXT NOT NULL,
    "isApproval" BOOLEAN NOT NULL,
    "note" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "AccessDecision_pkey" PRIMARY KEY ("requestId","personId")
);

-- CreateIndex
CREATE INDEX "AccessRequest_workspaceId_createdAt_idx" ON "AccessRequest"("workspaceId", "createdAt");

-- CreateIndex
CREATE INDEX "AccessRequest_requesterId_state_idx" ON "AccessRequest"("requesterId", "state");

-- CreateIndex
CREATE INDEX "AccessRequest_workspaceId_state_idx" ON "AccessRequest"("workspaceId", "state");

-- AddForeignKey
ALTER TABLE "AccessRequest" ADD CONSTRAINT "AccessRequest_workspaceId_fkey" FOREIGN KEY ("workspaceId") REFERENCES "Workspace"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "AccessRequest" ADD CONSTRAINT "AccessRequest_requesterId_fkey" FOREIGN KEY ("requesterId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "AccessDecision" ADD CONSTRAINT "AccessDecision_requestId_fkey" FOREIGN KEY ("requestId") REFERENCES "AccessRequest"("id") ON DELETE CASCADE ON UPDATE CASCADE;
