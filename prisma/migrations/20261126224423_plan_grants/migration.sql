-- CreateTable
CREATE TABLE "PlanGrant" (
    "id" TEXT NOT NULL,
    "workspaceId" TEXT NOT NULL,
    "planId" TEXT NOT NULL,
    "wish" JSONB NOT NULL,
    "state" TEXT NOT NULL,
    "note" TEXT,
    "chosenById" TEXT NOT NULL,
    "chosenByName" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "PlanGrant_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "PlanGrant_planId_idx" ON "PlanGrant"("planId");

-- CreateIndex
CREATE INDEX "PlanGrant_state_idx" ON "PlanGrant"("state");

-- AddForeignKey
ALTER TABLE "PlanGrant" ADD CONSTRAINT "PlanGrant_planId_fkey" FOREIGN KEY ("planId") REFERENCES "Plan"("id") ON DELETE CASCADE ON UPDATE CASCADE;
