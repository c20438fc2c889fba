-- AlterTable
ALTER TABLE "Grant" ADD COLUMN     "isByToken" BOOLEAN NOT NULL DEFAULT false;
