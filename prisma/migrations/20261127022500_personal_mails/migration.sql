-- AlterTable
ALTER TABLE "User" ADD COLUMN     "wantsMail" BOOLEAN NOT NULL DEFAULT true;

-- AlterTable
ALTER TABLE "NotificationDelivery" ADD COLUMN     "personId" TEXT;

-- CreateIndex
CREATE INDEX "NotificationDelivery_personId_idx" ON "NotificationDelivery"("personId");

-- AddForeignKey
ALTER TABLE "NotificationDelivery" ADD CONSTRAINT "NotificationDelivery_personId_fkey" FOREIGN KEY ("personId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE;
