-- AlterTable
ALTER TABLE "Plan" ADD COLUMN     "proveAt" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "Workspace" ADD COLUMN     "proofHours" INTEGER DEFAULT 24;

-- CreateIndex
CREATE INDEX "Plan_state_proveAt_idx" ON "Plan"("state", "proveAt");
