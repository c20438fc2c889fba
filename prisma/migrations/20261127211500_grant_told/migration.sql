-- AlterTable
ALTER TABLE "RoleGrant" ADD COLUMN     "toldAt" TIMESTAMPTZ(3);

-- CreateIndex
CREATE INDEX "RoleGrant_endsAt_idx" ON "RoleGrant"("endsAt");
