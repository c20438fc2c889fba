-- AlterTable
ALTER TABLE "VendableRole" ADD COLUMN     "brokerTakesTags" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "tokenTakesTags" BOOLEAN NOT NULL DEFAULT false;
