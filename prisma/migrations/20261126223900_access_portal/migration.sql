-- AlterTable
ALTER TABLE "Workspace" ADD COLUMN     "portalUrl" TEXT,
ADD COLUMN     "portalRegion" TEXT;
