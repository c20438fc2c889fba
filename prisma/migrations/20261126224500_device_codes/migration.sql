-- AlterTable
ALTER TABLE "Workspace" ADD COLUMN     "allowsDeviceCodes" BOOLEAN NOT NULL DEFAULT false;

-- CreateTable
CREATE TABLE "DeviceSignIn" (
    "deviceHash" TEXT NOT NULL,
    "userCodeHash" TEXT NOT NULL,
    "person" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "address" TEXT,
    "challenge" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "userId" TEXT,
    "workspaceId" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "DeviceSignIn_pkey" PRIMARY KEY ("deviceHash")
);

-- CreateIndex
CREATE UNIQUE INDEX "DeviceSignIn_userCodeHash_key" ON "DeviceSignIn"("userCodeHash");

-- CreateIndex
CREATE INDEX "DeviceSignIn_expiresAt_idx" ON "DeviceSignIn"("expiresAt");
