-- CreateTable
CREATE TABLE "VendableRole" (
    "workspaceId" TEXT NOT NULL,
    "roleArn" TEXT NOT NULL,
    "accountId" TEXT NOT NULL,
    "roleName" TEXT NOT NULL,
    "description" TEXT NOT NULL,
    "roleMaxSeconds" INTEGER NOT NULL,
    "region" TEXT NOT NULL,
    "isByBroker" BOOLEAN NOT NULL,
    "brokerTakesSourceIdentity" BOOLEAN NOT NULL,
    "tokenHandles" TEXT[],
    "tokenTakesSourceIdentity" BOOLEAN NOT NULL,

    CONSTRAINT "VendableRole_pkey" PRIMARY KEY ("workspaceId","roleArn")
);

-- CreateTable
CREATE TABLE "Pin" (
    "workspaceId" TEXT NOT NULL,
    "userId" TEXT NOT NULL,
    "roleArn" TEXT NOT NULL,

    CONSTRAINT "Pin_pkey" PRIMARY KEY ("workspaceId","userId","roleArn")
);

-- CreateTable
CREATE TABLE "PersonGroup" (
    "id" TEXT NOT NULL,
    "workspaceId" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "PersonGroup_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "PersonGroupMember" (
    "groupId" TEXT NOT NULL,
    "userId" TEXT NOT NULL,

    CONSTRAINT "PersonGroupMember_pkey" PRIMARY KEY ("groupId","userId")
);

-- CreateTable
CREATE TABLE "RoleGrant" (
    "id" TEXT NOT NULL,
    "workspaceId" TEXT NOT NULL,
    "roleArn" TEXT NOT NULL,
    "toKind" TEXT NOT NULL,
    "userId" TEXT,
    "groupId" TEXT,
    "maxSeconds" INTEGER,
    "isReadOnly" BOOLEAN NOT NULL DEFAULT false,
    "services" TEXT[],
    "fromIp" TEXT,
    "endsAt" TIMESTAMPTZ(3),
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "createdByName" TEXT NOT NULL,
    "endedAt" TIMESTAMPTZ(3),
    "endedByName" TEXT,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "RoleGrant_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "VendableRole_workspaceId_accountId_idx" ON "VendableRole"("workspaceId", "accountId");

-- CreateIndex
CREATE UNIQUE INDEX "PersonGroup_workspaceId_name_key" ON "PersonGroup"("workspaceId", "name");

-- CreateIndex
CREATE INDEX "PersonGroupMember_userId_idx" ON "PersonGroupMember"("userId");

-- CreateIndex
CREATE INDEX "RoleGrant_workspaceId_roleArn_idx" ON "RoleGrant"("workspaceId", "roleArn");

-- CreateIndex
CREATE INDEX "RoleGrant_userId_idx" ON "RoleGrant"("userId");

-- CreateIndex
CREATE INDEX "RoleGrant_groupId_idx" ON "RoleGrant"("groupId");

-- CreateIndex
CREATE INDEX "RoleGrant_workspaceId_toKind_idx" ON "RoleGrant"("workspaceId", "toKind");

-- Nobody holds two grants of one kind on a role that both go on: the newer is a change of the older.
CREATE UNIQUE INDEX "RoleGrant_one_each" ON "RoleGrant"("workspaceId", "roleArn", "toKind", COALESCE("userId", "groupId", '')) WHERE "endedAt" IS NULL;

-- AddForeignKey
ALTER TABLE "VendableRole" ADD CONSTRAINT "VendableRole_workspaceId_fkey" FOREIGN KEY ("workspaceId") REFERENCES "Workspace"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "VendableRole" ADD CONSTRAINT "VendableRole_workspaceId_accountId_fkey" FOREIGN KEY ("workspaceId", "accountId") REFERENCES "Account"("workspaceId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Pin" ADD CONSTRAINT "Pin_workspaceId_fkey" FOREIGN KEY ("workspaceId") REFERENCES "Workspace"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Pin" ADD CONSTRAINT "Pin_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PersonGroup" ADD CONSTRAINT "PersonGroup_workspaceId_fkey" FOREIGN KEY ("workspaceId") REFERENCES "Workspace"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PersonGroupMember" ADD CONSTRAINT "PersonGroupMember_groupId_fkey" FOREIGN KEY ("groupId") REFERENCES "PersonGroup"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PersonGroupMember" ADD CONSTRAINT "PersonGroupMember_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "RoleGrant" ADD CONSTRAINT "RoleGrant_workspaceId_fkey" FOREIGN KEY ("workspaceId") REFERENCES "Workspace"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "RoleGrant" ADD CONSTRAINT "RoleGrant_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "RoleGrant" ADD CONSTRAINT "RoleGrant_groupId_fkey" FOREIGN KEY ("groupId") REFERENCES "PersonGroup"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- What stood in one row a person: the role once, pins by themselves, and who may take it.
INSERT INTO "VendableRole"
SELECT g."workspaceId", g."roleArn", min(g."accountId"), min(g."roleName"), min(g."description"),
       min(g."roleMaxSeconds"), min(g."region"), bool_or(NOT g."isByToken"),
       bool_or(NOT g."isByToken" AND g."takesSourceIdentity"),
       array_remove(array_agg(CASE WHEN g."isByToken" THEN u."handle" END), NULL),
       bool_or(g."isByToken" AND g."takesSourceIdentity")
  FROM "Grant" g
  JOIN "User" u ON u."id" = g."userId"
  JOIN "Account" a ON a."workspaceId" = g."workspaceId" AND a."id" = g."accountId"
 GROUP BY g."workspaceId", g."roleArn";

INSERT INTO "Pin"
SELECT "workspaceId", "userId", "roleArn" FROM "Grant" WHERE "isPinned";

-- In practice everybody holds every role that the hub hands out.
INSERT INTO "RoleGrant" ("id", "workspaceId", "roleArn", "toKind", "services", "createdByName")
SELECT DISTINCT 'practice ' || w."id" || ' ' || g."roleArn", w."id", g."roleArn", 'everybody',
       ARRAY[]::TEXT[], 'Practice'
  FROM "Grant" g JOIN "Workspace" w ON w."id" = g."workspaceId" AND w."kind" = 'practice';

INSERT INTO "RoleGrant"
       ("id", "workspaceId", "roleArn", "toKind", "userId", "maxSeconds", "services", "createdAt", "createdByName")
SELECT gen_random_uuid()::TEXT, g."workspaceId", g."roleArn", 'person', g."userId",
       CASE WHEN g."maxSeconds" < g."roleMaxSeconds" THEN g."maxSeconds" END,
       ARRAY[]::TEXT[], g."createdAt", 'Drawbridge'
  FROM "Grant" g JOIN "Workspace" w ON w."id" = g."workspaceId" AND w."kind" <> 'practice';

-- DropTable
DROP TABLE "Grant";
