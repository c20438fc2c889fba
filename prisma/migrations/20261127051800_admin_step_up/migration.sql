-- AlterTable
ALTER TABLE "Workspace" ADD COLUMN     "adminStepUp" TEXT NOT NULL DEFAULT 'every-hour';
