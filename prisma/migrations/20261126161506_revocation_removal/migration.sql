-- AlterTable
ALTER TABLE "Revocation" ADD COLUMN     "afterRemoval" TEXT,
ADD COLUMN     "beforeRemoval" TEXT;
