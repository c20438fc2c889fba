-- CreateTable
CREATE TABLE "User" (
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "email" TEXT NOT NULL,
    "emailVerified" BOOLEAN NOT NULL DEFAULT false,
    "image" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "handle" TEXT,
    "currentWorkspaceId" TEXT,

    CONSTRAINT "User_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Session" (
    "id" TEXT NOT NULL,
    "token" TEXT NOT NULL,
    "userId" TEXT NOT NULL,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,
    "ipAddress" TEXT,
    "userAgent" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Session_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "AuthAccount" (
    "id" TEXT NOT NULL,
    "accountId" TEXT NOT NULL,
    "providerId" TEXT NOT NULL,
    "userId" TEXT NOT NULL,
    "accessToken" TEXT,
    "refreshToken" TEXT,
    "idToken" TEXT,
    "accessTokenExpiresAt" TIMESTAMPTZ(3),
    "refreshTokenExpiresAt" TIMESTAMPTZ(3),
    "scope" TEXT,
    "password" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "AuthAccount_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Verification" (
    "id" TEXT NOT NULL,
    "identifier" TEXT NOT NULL,
    "value" TEXT NOT NULL,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Verification_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "FirstRunCode" (
    "id" INTEGER NOT NULL DEFAULT 1,
    "codeHash" TEXT NOT NULL,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,
    "usedAt" TIMESTAMPTZ(3),

    CONSTRAINT "FirstRunCode_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "RateLimit" (
    "key" TEXT NOT NULL,
    "hits" INTEGER NOT NULL,
    "windowEndsAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "RateLimit_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "Workspace" (
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "org" TEXT,
    "crossingsBuiltAt" TIMESTAMPTZ(3),
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Workspace_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Membership" (
    "workspaceId" TEXT NOT NULL,
    "userId" TEXT NOT NULL,
    "role" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Membership_pkey" PRIMARY KEY ("workspaceId","userId")
);

-- CreateTable
CREATE TABLE "Account" (
    "workspaceId" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "partition" TEXT NOT NULL,
    "ouPath" TEXT NOT NULL,
    "isProduction" BOOLEAN NOT NULL,
    "health" TEXT NOT NULL DEFAULT 'never-read',
    "healthSentence" TEXT,
    "missingPermissions" TEXT[],
    "lastReadAt" TIMESTAMPTZ(3),
    "snapshotId" TEXT,
    "rolesTotal" INTEGER NOT NULL DEFAULT 0,
    "principalsTotal" INTEGER NOT NULL DEFAULT 0,
    "bucketsTotal" INTEGER NOT NULL DEFAULT 0,
    "connectionKind" TEXT,
    "connectionProfile" TEXT,
    "connectionRegion" TEXT,
    "connectionHubId" TEXT,
    "connectionReadRole" TEXT,
    "connectionWriteRole" TEXT,
    "connectionExternalId" TEXT,
    "connectionCallerArn" TEXT,
    "connectionCheckedAt" TIMESTAMPTZ(3),

    CONSTRAINT "Account_pkey" PRIMARY KEY ("workspaceId","id")
);

-- CreateTable
CREATE TABLE "Document" (
    "sha256" TEXT NOT NULL,
    "body" TEXT NOT NULL,

    CONSTRAINT "Document_pkey" PRIMARY KEY ("sha256")
);

-- CreateTable
CREATE TABLE "Snapshot" (
    "id" TEXT NOT NULL,
    "workspaceId" TEXT NOT NULL,
    "accountId" TEXT NOT NULL,
    "takenAt" TIMESTAMPTZ(3) NOT NULL,
    "state" TEXT NOT NULL,
    "sentence" TEXT,
    "missingPermissions" TEXT[],
    "rolesTotal" INTEGER NOT NULL,
    "body" TEXT,
    "documentHashes" TEXT[],

    CONSTRAINT "Snapshot_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Principal" (
    "workspaceId" TEXT NOT NULL,
    "accountId" TEXT NOT NULL,
    "arn" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "searchText" TEXT NOT NULL,

    CONSTRAINT "Principal_pkey" PRIMARY KEY ("workspaceId","accountId","arn")
);

-- CreateTable
CREATE TABLE "Bucket" (
    "workspaceId" TEXT NOT NULL,
    "accountId" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "arn" TEXT NOT NULL,
    "region" TEXT NOT NULL,
    "searchText" TEXT NOT NULL,

    CONSTRAINT "Bucket_pkey" PRIMARY KEY ("workspaceId","accountId","name")
);

-- CreateTable
CREATE TABLE "Crossing" (
    "workspaceId" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "whoKind" TEXT NOT NULL,
    "whoArn" TEXT NOT NULL,
    "whoName" TEXT NOT NULL,
    "whoAccountId" TEXT,
    "whoAccountName" TEXT,
    "whoIsOutside" BOOLEAN NOT NULL,
    "roleArn" TEXT NOT NULL,
    "roleName" TEXT NOT NULL,
    "roleAccountId" TEXT NOT NULL,
    "roleAccountName" TEXT NOT NULL,
    "roleIsProduction" BOOLEAN NOT NULL,
    "deck" TEXT NOT NULL,
    "verb" TEXT NOT NULL,
    "why" TEXT NOT NULL,
    "conditionKeys" TEXT[],
    "halves" TEXT NOT NULL,
    "isOutside" BOOLEAN NOT NULL,
    "lastUsedAt" TEXT,
    "searchText" TEXT NOT NULL,

    CONSTRAINT "Crossing_pkey" PRIMARY KEY ("workspaceId","id")
);

-- CreateTable
CREATE TABLE "SyncRun" (
    "id" TEXT NOT NULL,
    "workspaceId" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "accountsTotal" INTEGER NOT NULL,
    "accountsRead" INTEGER NOT NULL DEFAULT 0,
    "rolesRead" INTEGER NOT NULL DEFAULT 0,
    "current" TEXT,
    "failures" JSONB NOT NULL DEFAULT '[]',
    "startedAt" TIMESTAMPTZ(3) NOT NULL,
    "finishedAt" TIMESTAMPTZ(3),

    CONSTRAINT "SyncRun_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Draft" (
    "workspaceId" TEXT NOT NULL,
    "userId" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "step" TEXT NOT NULL,
    "fields" JSONB NOT NULL,
    "savedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Draft_pkey" PRIMARY KEY ("workspaceId","userId","id")
);

-- CreateTable
CREATE TABLE "Plan" (
    "id" TEXT NOT NULL,
    "workspaceId" TEXT NOT NULL,
    "createdById" TEXT NOT NULL,
    "draftId" TEXT,
    "title" TEXT NOT NULL,
    "hash" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "roleArn" TEXT NOT NULL,
    "body" JSONB NOT NULL,
    "view" JSONB NOT NULL,
    "progress" TEXT,
    "reviewOn" TIMESTAMPTZ(3) NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "leaseHolder" TEXT,
    "leaseUntil" TIMESTAMPTZ(3),

    CONSTRAINT "Plan_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "PlanStep" (
    "planId" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "title" TEXT NOT NULL,
    "accountId" TEXT NOT NULL,
    "side" TEXT NOT NULL,
    "operation" TEXT NOT NULL,
    "target" JSONB NOT NULL,
    "write" JSONB NOT NULL,
    "before" TEXT,
    "after" TEXT,
    "state" TEXT NOT NULL,
    "intendedAt" TIMESTAMPTZ(3),
    "calledAt" TIMESTAMPTZ(3),
    "doneAt" TIMESTAMPTZ(3),
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "requestId" TEXT,
    "detail" TEXT,
    "awsCode" TEXT,
    "awsMessage" TEXT,

    CONSTRAINT "PlanStep_pkey" PRIMARY KEY ("planId","number")
);

-- CreateTable
CREATE TABLE "Proof" (
    "planId" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "sequence" SERIAL NOT NULL,
    "body" JSONB NOT NULL,
    "savedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Proof_pkey" PRIMARY KEY ("planId","id")
);

-- CreateTable
CREATE TABLE "Grant" (
    "workspaceId" TEXT NOT NULL,
    "userId" TEXT NOT NULL,
    "roleArn" TEXT NOT NULL,
    "accountId" TEXT NOT NULL,
    "roleName" TEXT NOT NULL,
    "description" TEXT NOT NULL,
    "maxSeconds" INTEGER NOT NULL,
    "roleMaxSeconds" INTEGER NOT NULL,
    "region" TEXT NOT NULL,
    "isPinned" BOOLEAN NOT NULL DEFAULT false,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Grant_pkey" PRIMARY KEY ("workspaceId","userId","roleArn")
);

-- CreateTable
CREATE TABLE "CredentialIssue" (
    "id" TEXT NOT NULL,
    "workspaceId" TEXT NOT NULL,
    "userId" TEXT NOT NULL,
    "roleArn" TEXT NOT NULL,
    "use" TEXT NOT NULL,
    "sessionName" TEXT NOT NULL,
    "issuedAt" TIMESTAMPTZ(3) NOT NULL,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "CredentialIssue_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ActivityEvent" (
    "workspaceId" TEXT NOT NULL,
    "sequence" INTEGER NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "actorId" TEXT,
    "actorName" TEXT NOT NULL,
    "event" TEXT NOT NULL,
    "outcome" TEXT NOT NULL,
    "sentence" TEXT NOT NULL,
    "target" TEXT,
    "planId" TEXT,
    "details" JSONB NOT NULL,
    "previousHash" TEXT NOT NULL,
    "hash" TEXT NOT NULL,

    CONSTRAINT "ActivityEvent_pkey" PRIMARY KEY ("workspaceId","sequence")
);

-- CreateTable
CREATE TABLE "ActivityHead" (
    "workspaceId" TEXT NOT NULL,
    "sequence" INTEGER NOT NULL,
    "hash" TEXT NOT NULL,

    CONSTRAINT "ActivityHead_pkey" PRIMARY KEY ("workspaceId")
);

-- CreateTable
CREATE TABLE "PracticeWorld" (
    "id" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "savedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "PracticeWorld_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "User_email_key" ON "User"("email");

-- CreateIndex
CREATE UNIQUE INDEX "User_handle_key" ON "User"("handle");

-- CreateIndex
CREATE UNIQUE INDEX "Session_token_key" ON "Session"("token");

-- CreateIndex
CREATE INDEX "Session_userId_idx" ON "Session"("userId");

-- CreateIndex
CREATE INDEX "AuthAccount_userId_idx" ON "AuthAccount"("userId");

-- CreateIndex
CREATE UNIQUE INDEX "AuthAccount_providerId_accountId_key" ON "AuthAccount"("providerId", "accountId");

-- CreateIndex
CREATE INDEX "Verification_identifier_idx" ON "Verification"("identifier");

-- CreateIndex
CREATE INDEX "RateLimit_windowEndsAt_idx" ON "RateLimit"("windowEndsAt");

-- CreateIndex
CREATE INDEX "Membership_userId_idx" ON "Membership"("userId");

-- CreateIndex
CREATE INDEX "Snapshot_workspaceId_accountId_takenAt_idx" ON "Snapshot"("workspaceId", "accountId", "takenAt");

-- CreateIndex
CREATE INDEX "Bucket_workspaceId_name_idx" ON "Bucket"("workspaceId", "name");

-- CreateIndex
CREATE INDEX "Crossing_workspaceId_position_idx" ON "Crossing"("workspaceId", "position");

-- CreateIndex
CREATE INDEX "Crossing_workspaceId_roleArn_idx" ON "Crossing"("workspaceId", "roleArn");

-- CreateIndex
CREATE INDEX "Crossing_workspaceId_deck_position_idx" ON "Crossing"("workspaceId", "deck", "position");

-- CreateIndex
CREATE INDEX "SyncRun_workspaceId_startedAt_idx" ON "SyncRun"("workspaceId", "startedAt");

-- CreateIndex
CREATE INDEX "Draft_workspaceId_userId_savedAt_idx" ON "Draft"("workspaceId", "userId", "savedAt");

-- CreateIndex
CREATE INDEX "Plan_workspaceId_createdAt_idx" ON "Plan"("workspaceId", "createdAt");

-- CreateIndex
CREATE INDEX "Plan_workspaceId_roleArn_idx" ON "Plan"("workspaceId", "roleArn");

-- CreateIndex
CREATE INDEX "Plan_state_idx" ON "Plan"("state");

-- CreateIndex
CREATE INDEX "Proof_planId_sequence_idx" ON "Proof"("planId", "sequence");

-- CreateIndex
CREATE INDEX "CredentialIssue_workspaceId_userId_expiresAt_idx" ON "CredentialIssue"("workspaceId", "userId", "expiresAt");

-- CreateIndex
CREATE INDEX "CredentialIssue_workspaceId_userId_roleArn_issuedAt_idx" ON "CredentialIssue"("workspaceId", "userId", "roleArn", "issuedAt");

-- CreateIndex
CREATE INDEX "ActivityEvent_workspaceId_event_idx" ON "ActivityEvent"("workspaceId", "event");

-- CreateIndex
CREATE INDEX "ActivityEvent_workspaceId_planId_idx" ON "ActivityEvent"("workspaceId", "planId");

-- AddForeignKey
ALTER TABLE "Session" ADD CONSTRAINT "Session_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "AuthAccount" ADD CONSTRAINT "AuthAccount_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Membership" ADD CONSTRAINT "Membership_workspaceId_fkey" FOREIGN KEY ("workspaceId") REFERENCES "Workspace"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Membership" ADD CONSTRAINT "Membership_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Account" ADD CONSTRAINT "Account_workspaceId_fkey" FOREIGN KEY ("workspaceId") REFERENCES "Workspace"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Snapshot" ADD CONSTRAINT "Snapshot_workspaceId_fkey" FOREIGN KEY ("workspaceId") REFERENCES "Workspace"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Snapshot" ADD CONSTRAINT "Snapshot_workspaceId_accountId_fkey" FOREIGN KEY ("workspaceId", "accountId") REFERENCES "Account"("workspaceId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Principal" ADD CONSTRAINT "Principal_workspaceId_accountId_fkey" FOREIGN KEY ("workspaceId", "accountId") REFERENCES "Account"("workspaceId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Bucket" ADD CONSTRAINT "Bucket_workspaceId_accountId_fkey" FOREIGN KEY ("workspaceId", "accountId") REFERENCES "Account"("workspaceId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Crossing" ADD CONSTRAINT "Crossing_workspaceId_fkey" FOREIGN KEY ("workspaceId") REFERENCES "Workspace"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SyncRun" ADD CONSTRAINT "SyncRun_workspaceId_fkey" FOREIGN KEY ("workspaceId") REFERENCES "Workspace"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Draft" ADD CONSTRAINT "Draft_workspaceId_fkey" FOREIGN KEY ("workspaceId") REFERENCES "Workspace"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Draft" ADD CONSTRAINT "Draft_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Plan" ADD CONSTRAINT "Plan_workspaceId_fkey" FOREIGN KEY ("workspaceId") REFERENCES "Workspace"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PlanStep" ADD CONSTRAINT "PlanStep_planId_fkey" FOREIGN KEY ("planId") REFERENCES "Plan"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Proof" ADD CONSTRAINT "Proof_planId_fkey" FOREIGN KEY ("planId") REFERENCES "Plan"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Grant" ADD CONSTRAINT "Grant_workspaceId_fkey" FOREIGN KEY ("workspaceId") REFERENCES "Workspace"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Grant" ADD CONSTRAINT "Grant_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "CredentialIssue" ADD CONSTRAINT "CredentialIssue_workspaceId_fkey" FOREIGN KEY ("workspaceId") REFERENCES "Workspace"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Trigrams make a search quick. A server that has no pg_trgm, or does not let us have it,
-- answers the same questions without.
DO $$
BEGIN
  CREATE EXTENSION IF NOT EXISTS pg_trgm;
  CREATE INDEX "Principal_searchText_idx" ON "Principal" USING GIN ("searchText" gin_trgm_ops);
  CREATE INDEX "Bucket_searchText_idx" ON "Bucket" USING GIN ("searchText" gin_trgm_ops);
  CREATE INDEX "Crossing_searchText_idx" ON "Crossing" USING GIN ("searchText" gin_trgm_ops);
EXCEPTION WHEN OTHERS THEN
  RAISE NOTICE 'Search goes without trigram indexes: %', SQLERRM;
END
$$;

CREATE FUNCTION "refuseChange"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% of "%" is refused: %', TG_OP, TG_TABLE_NAME, TG_ARGV[0]
    USING ERRCODE = 'integrity_constraint_violation';
END
$$;

CREATE TRIGGER "ActivityEvent_append_only"
  BEFORE UPDATE OR DELETE OR TRUNCATE ON "ActivityEvent"
  FOR EACH STATEMENT EXECUTE FUNCTION "refuseChange"('the log is append-only');

CREATE TRIGGER "ActivityHead_kept"
  BEFORE DELETE OR TRUNCATE ON "ActivityHead"
  FOR EACH STATEMENT EXECUTE FUNCTION "refuseChange"('it is the end of the log''s chain');

CREATE TRIGGER "Snapshot_immutable"
  BEFORE UPDATE ON "Snapshot"
  FOR EACH STATEMENT EXECUTE FUNCTION "refuseChange"('a reading does not change');

CREATE TRIGGER "Document_immutable"
  BEFORE UPDATE ON "Document"
  FOR EACH STATEMENT EXECUTE FUNCTION "refuseChange"('a document is known by its hash');

CREATE TRIGGER "User_handle_kept"
  BEFORE UPDATE OF "handle" ON "User"
  FOR EACH ROW WHEN (OLD."handle" IS NOT NULL AND NEW."handle" IS DISTINCT FROM OLD."handle")
  EXECUTE FUNCTION "refuseChange"('a handle is never changed');
