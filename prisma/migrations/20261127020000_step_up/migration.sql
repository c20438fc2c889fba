-- AlterTable
ALTER TABLE "RoleGrant" ADD COLUMN     "stepUp" TEXT NOT NULL DEFAULT 'never';

-- AlterTable
ALTER TABLE "Session" ADD COLUMN     "confirmHash" TEXT,
ADD COLUMN     "confirmFor" TEXT,
ADD COLUMN     "confirmEndsAt" TIMESTAMPTZ(3),
ADD COLUMN     "steppedUpAt" TIMESTAMPTZ(3),
ADD COLUMN     "steppedUpBy" TEXT;

-- AlterTable
ALTER TABLE "User" ADD COLUMN     "steppedUpAt" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "Workspace" ADD COLUMN     "stepUpFloor" TEXT NOT NULL DEFAULT 'never';
