-- AlterTable
ALTER TABLE "Workspace" ADD COLUMN     "graceDays" INTEGER NOT NULL DEFAULT 7;

-- CreateTable
CREATE TABLE "PlanEnd" (
    "planId" TEXT NOT NULL,
    "endsAt" TIMESTAMPTZ(3) NOT NULL,
    "removeAt" TIMESTAMPTZ(3),
    "lookAt" TIMESTAMPTZ(3) NOT NULL,
    "isStopped" BOOLEAN NOT NULL DEFAULT false,
    "isRemoving" BOOLEAN NOT NULL DEFAULT false,
    "note" TEXT,

    CONSTRAINT "PlanEnd_pkey" PRIMARY KEY ("planId")
);

-- CreateIndex
CREATE INDEX "PlanEnd_isStopped_lookAt_idx" ON "PlanEnd"("isStopped", "lookAt");

-- AddForeignKey
ALTER TABLE "PlanEnd" ADD CONSTRAINT "PlanEnd_planId_fkey" FOREIGN KEY ("planId") REFERENCES "Plan"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Plans of before, whose trust ends by a guard.
INSERT INTO "PlanEnd" ("planId", "endsAt", "lookAt")
SELECT "id", "end", "end"
  FROM (
    SELECT "id", (
      SELECT ("guard"->'values'->>0)::timestamptz
        FROM jsonb_array_elements(COALESCE("view"->'request'->'guards', '[]'::jsonb)) AS "guard"
       WHERE "guard"->>'name' = 'ends'
       LIMIT 1
    ) AS "end"
      FROM "Plan"
  ) AS "ending"
 WHERE "end" IS NOT NULL;
