-- AlterTable
ALTER TABLE "PlanEnd" ADD COLUMN     "toldAt" TIMESTAMPTZ(3);

-- CreateIndex
CREATE INDEX "PlanEnd_toldAt_endsAt_idx" ON "PlanEnd"("toldAt", "endsAt");
