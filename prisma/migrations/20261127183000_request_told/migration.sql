-- AlterTable
ALTER TABLE "AccessRequest" ADD COLUMN     "toldAt" TIMESTAMPTZ(3);

-- CreateIndex
CREATE INDEX "AccessRequest_state_lapsesAt_idx" ON "AccessRequest"("state", "lapsesAt");

-- CreateIndex
CREATE INDEX "AccessRequest_state_endsAt_idx" ON "AccessRequest"("state", "endsAt");
