-- CreateTable
CREATE TABLE "CompiledAccount" (
    "snapshotId" TEXT NOT NULL,
    "format" TEXT NOT NULL,
    "body" TEXT NOT NULL,

    CONSTRAINT "CompiledAccount_pkey" PRIMARY KEY ("snapshotId","format")
);

-- AddForeignKey
ALTER TABLE "CompiledAccount" ADD CONSTRAINT "CompiledAccount_snapshotId_fkey" FOREIGN KEY ("snapshotId") REFERENCES "Snapshot"("id") ON DELETE CASCADE ON UPDATE CASCADE;
