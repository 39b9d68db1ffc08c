-- COLLATE "C" is written by hand, because a Prisma schema cannot say it: text is compared and sorted byte by byte, as
-- SQLite does, whatever the database's own collation is.

-- CreateTable
CREATE TABLE "network" (
    "id" TEXT COLLATE "C" NOT NULL,
    "name" TEXT COLLATE "C" NOT NULL,
    "timeZone" TEXT COLLATE "C" NOT NULL,
    "minN" INTEGER NOT NULL,

    CONSTRAINT "network_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "collaboration" (
    "id" TEXT COLLATE "C" NOT NULL,
    "networkId" TEXT COLLATE "C" NOT NULL,
    "name" TEXT COLLATE "C" NOT NULL,
    "focus" TEXT COLLATE "C" NOT NULL,
    "aim" TEXT COLLATE "C" NOT NULL,
    "startsOn" TEXT COLLATE "C" NOT NULL,
    "endsOn" TEXT COLLATE "C" NOT NULL,

    CONSTRAINT "collaboration_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "convening" (
    "id" TEXT COLLATE "C" NOT NULL,
    "networkId" TEXT COLLATE "C" NOT NULL,
    "collaborationId" TEXT COLLATE "C" NOT NULL,
    "name" TEXT COLLATE "C" NOT NULL,
    "startsOn" TEXT COLLATE "C" NOT NULL,
    "endsOn" TEXT COLLATE "C" NOT NULL,

    CONSTRAINT "convening_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "district" (
    "id" TEXT COLLATE "C" NOT NULL,
    "networkId" TEXT COLLATE "C" NOT NULL,
    "name" TEXT COLLATE "C" NOT NULL,
    "kind" TEXT COLLATE "C" NOT NULL,
    "sample" BOOLEAN NOT NULL,
    "profile" TEXT COLLATE "C" NOT NULL,
    "timeZone" TEXT COLLATE "C" NOT NULL,
    "calendar" TEXT COLLATE "C" NOT NULL,
    "retentionDays" INTEGER,

    CONSTRAINT "district_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "team" (
    "id" TEXT COLLATE "C" NOT NULL,
    "networkId" TEXT COLLATE "C" NOT NULL,
    "districtId" TEXT COLLATE "C" NOT NULL,
    "collaborationId" TEXT COLLATE "C" NOT NULL,
    "name" TEXT COLLATE "C" NOT NULL,
    "paused" BOOLEAN NOT NULL,

    CONSTRAINT "team_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "person" (
    "id" TEXT COLLATE "C" NOT NULL,
    "networkId" TEXT COLLATE "C" NOT NULL,
    "districtId" TEXT COLLATE "C",
    "name" TEXT COLLATE "C" NOT NULL,
    "email" TEXT COLLATE "C",
    "networkRole" TEXT COLLATE "C",
    "muted" BOOLEAN NOT NULL,
    "askAt" TEXT COLLATE "C",
    "welcomedAt" TIMESTAMPTZ(3),

    CONSTRAINT "person_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "membership" (
    "id" TEXT COLLATE "C" NOT NULL,
    "networkId" TEXT COLLATE "C" NOT NULL,
    "districtId" TEXT COLLATE "C" NOT NULL,
    "teamId" TEXT COLLATE "C" NOT NULL,
    "personId" TEXT COLLATE "C" NOT NULL,
    "level" TEXT COLLATE "C" NOT NULL,
    "lead" BOOLEAN NOT NULL,
    "from" TEXT COLLATE "C" NOT NULL,
    "until" TEXT COLLATE "C",

    CONSTRAINT "membership_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "pm_assignment" (
    "id" TEXT COLLATE "C" NOT NULL,
    "networkId" TEXT COLLATE "C" NOT NULL,
    "districtId" TEXT COLLATE "C" NOT NULL,
    "teamId" TEXT COLLATE "C" NOT NULL,
    "personId" TEXT COLLATE "C" NOT NULL,
    "from" TEXT COLLATE "C" NOT NULL,
    "until" TEXT COLLATE "C",

    CONSTRAINT "pm_assignment_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "workspace" (
    "id" TEXT COLLATE "C" NOT NULL,
    "platform" TEXT COLLATE "C" NOT NULL,
    "externalId" TEXT COLLATE "C" NOT NULL,
    "name" TEXT COLLATE "C" NOT NULL,
    "networkId" TEXT COLLATE "C",
    "districtId" TEXT COLLATE "C",
    "state" TEXT COLLATE "C" NOT NULL,
    "installedAt" TIMESTAMPTZ(3) NOT NULL,
    "removedAt" TIMESTAMPTZ(3),
    "credentials" TEXT COLLATE "C",
    "credentialsKeyId" TEXT COLLATE "C",

    CONSTRAINT "workspace_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "identity" (
    "id" TEXT COLLATE "C" NOT NULL,
    "networkId" TEXT COLLATE "C" NOT NULL,
    "workspaceId" TEXT COLLATE "C" NOT NULL,
    "personId" TEXT COLLATE "C" NOT NULL,
    "externalUser" TEXT COLLATE "C" NOT NULL,
    "direct" TEXT COLLATE "C",
    "claimedBy" TEXT COLLATE "C" NOT NULL,
    "claimedAt" TIMESTAMPTZ(3) NOT NULL,
    "unreachableSince" TIMESTAMPTZ(3),

    CONSTRAINT "identity_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "channel" (
    "id" TEXT COLLATE "C" NOT NULL,
    "networkId" TEXT COLLATE "C" NOT NULL,
    "districtId" TEXT COLLATE "C",
    "workspaceId" TEXT COLLATE "C" NOT NULL,
    "externalId" TEXT COLLATE "C" NOT NULL,
    "teamId" TEXT COLLATE "C",

    CONSTRAINT "channel_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "link_code" (
    "id" TEXT COLLATE "C" NOT NULL,
    "networkId" TEXT COLLATE "C" NOT NULL,
    "hash" TEXT COLLATE "C" NOT NULL,
    "purpose" TEXT COLLATE "C" NOT NULL,
    "districtId" TEXT COLLATE "C",
    "personId" TEXT COLLATE "C",
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,
    "usedAt" TIMESTAMPTZ(3),

    CONSTRAINT "link_code_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "problem" (
    "id" TEXT COLLATE "C" NOT NULL,
    "networkId" TEXT COLLATE "C" NOT NULL,
    "districtId" TEXT COLLATE "C" NOT NULL,
    "teamId" TEXT COLLATE "C" NOT NULL,
    "version" INTEGER NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "problem_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "problem_version" (
    "id" TEXT COLLATE "C" NOT NULL,
    "networkId" TEXT COLLATE "C" NOT NULL,
    "districtId" TEXT COLLATE "C" NOT NULL,
    "problemId" TEXT COLLATE "C" NOT NULL,
    "version" INTEGER NOT NULL,
    "statement" TEXT COLLATE "C" NOT NULL,
    "focusArea" TEXT COLLATE "C",
    "studentGroups" TEXT COLLATE "C" NOT NULL,
    "gradeBands" TEXT COLLATE "C" NOT NULL,
    "rootCauses" TEXT COLLATE "C" NOT NULL,
    "evidence" TEXT COLLATE "C",
    "why" TEXT COLLATE "C",
    "personId" TEXT COLLATE "C",
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "problem_version_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "cycle" (
    "id" TEXT COLLATE "C" NOT NULL,
    "networkId" TEXT COLLATE "C" NOT NULL,
    "districtId" TEXT COLLATE "C" NOT NULL,
    "teamId" TEXT COLLATE "C" NOT NULL,
    "problemId" TEXT COLLATE "C",
    "title" TEXT COLLATE "C" NOT NULL,
    "question" TEXT COLLATE "C",
    "prediction" TEXT COLLATE "C",
    "predictedFigure" DOUBLE PRECISION,
    "dueOn" TEXT COLLATE "C",
    "stage" TEXT COLLATE "C" NOT NULL,
    "ownerId" TEXT COLLATE "C",
    "startedAt" TIMESTAMPTZ(3),
    "predictionLockedAt" TIMESTAMPTZ(3),
    "decision" TEXT COLLATE "C",
    "reason" TEXT COLLATE "C",
    "closedAt" TIMESTAMPTZ(3),
    "previousId" TEXT COLLATE "C",
    "version" INTEGER NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "cycle_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "cycle_update" (
    "id" TEXT COLLATE "C" NOT NULL,
    "networkId" TEXT COLLATE "C" NOT NULL,
    "districtId" TEXT COLLATE "C" NOT NULL,
    "teamId" TEXT COLLATE "C" NOT NULL,
    "cycleId" TEXT COLLATE "C" NOT NULL,
    "personId" TEXT COLLATE "C" NOT NULL,
    "stage" TEXT COLLATE "C" NOT NULL,
    "promptId" TEXT COLLATE "C",
    "answers" TEXT COLLATE "C" NOT NULL,
    "version" INTEGER NOT NULL,
    "recordedAt" TIMESTAMPTZ(3) NOT NULL,
    "changedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "cycle_update_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "cycle_update_version" (
    "id" TEXT COLLATE "C" NOT NULL,
    "networkId" TEXT COLLATE "C" NOT NULL,
    "districtId" TEXT COLLATE "C" NOT NULL,
    "updateId" TEXT COLLATE "C" NOT NULL,
    "version" INTEGER NOT NULL,
    "answers" TEXT COLLATE "C" NOT NULL,
    "personId" TEXT COLLATE "C" NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "cycle_update_version_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "check_in_rule" (
    "id" TEXT COLLATE "C" NOT NULL,
    "networkId" TEXT COLLATE "C" NOT NULL,
    "districtId" TEXT COLLATE "C" NOT NULL,
    "teamId" TEXT COLLATE "C" NOT NULL,
    "weekday" INTEGER NOT NULL,
    "at" TEXT COLLATE "C" NOT NULL,
    "everyWeeks" INTEGER NOT NULL,
    "anchor" TEXT COLLATE "C" NOT NULL,
    "active" BOOLEAN NOT NULL,

    CONSTRAINT "check_in_rule_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "check_in_slot" (
    "id" TEXT COLLATE "C" NOT NULL,
    "networkId" TEXT COLLATE "C" NOT NULL,
    "districtId" TEXT COLLATE "C" NOT NULL,
    "teamId" TEXT COLLATE "C" NOT NULL,
    "ruleId" TEXT COLLATE "C" NOT NULL,
    "localDate" TEXT COLLATE "C" NOT NULL,
    "state" TEXT COLLATE "C" NOT NULL,
    "reason" TEXT COLLATE "C",
    "openedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "check_in_slot_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "check_in_prompt" (
    "id" TEXT COLLATE "C" NOT NULL,
    "networkId" TEXT COLLATE "C" NOT NULL,
    "districtId" TEXT COLLATE "C" NOT NULL,
    "teamId" TEXT COLLATE "C" NOT NULL,
    "slotId" TEXT COLLATE "C" NOT NULL,
    "personId" TEXT COLLATE "C" NOT NULL,
    "cycleId" TEXT COLLATE "C",
    "state" TEXT COLLATE "C" NOT NULL,
    "reason" TEXT COLLATE "C",
    "askAt" TIMESTAMPTZ(3) NOT NULL,
    "againAt" TIMESTAMPTZ(3),
    "settledAt" TIMESTAMPTZ(3),
    "messageId" TEXT COLLATE "C",

    CONSTRAINT "check_in_prompt_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "commitment" (
    "id" TEXT COLLATE "C" NOT NULL,
    "networkId" TEXT COLLATE "C" NOT NULL,
    "districtId" TEXT COLLATE "C" NOT NULL,
    "teamId" TEXT COLLATE "C" NOT NULL,
    "conveningId" TEXT COLLATE "C",
    "what" TEXT COLLATE "C" NOT NULL,
    "who" TEXT COLLATE "C",
    "by" TEXT COLLATE "C",
    "state" TEXT COLLATE "C" NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "commitment_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "draft" (
    "id" TEXT COLLATE "C" NOT NULL,
    "networkId" TEXT COLLATE "C" NOT NULL,
    "districtId" TEXT COLLATE "C",
    "personId" TEXT COLLATE "C" NOT NULL,
    "text" TEXT COLLATE "C" NOT NULL,
    "state" TEXT COLLATE "C" NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "draft_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "lane" (
    "platform" TEXT COLLATE "C" NOT NULL,
    "workspace" TEXT COLLATE "C" NOT NULL,
    "key" TEXT COLLATE "C" NOT NULL,
    "nextSeq" INTEGER NOT NULL,
    "headId" TEXT COLLATE "C",
    "nextAt" TIMESTAMPTZ(3),
    "leaseUntil" TIMESTAMPTZ(3),
    "fence" INTEGER NOT NULL,

    CONSTRAINT "lane_pkey" PRIMARY KEY ("platform","workspace","key")
);

-- CreateTable
CREATE TABLE "bucket" (
    "platform" TEXT COLLATE "C" NOT NULL,
    "workspace" TEXT COLLATE "C" NOT NULL,
    "method" TEXT COLLATE "C" NOT NULL,
    "blockedUntil" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "bucket_pkey" PRIMARY KEY ("platform","workspace","method")
);

-- CreateTable
CREATE TABLE "outbox_message" (
    "id" TEXT COLLATE "C" NOT NULL,
    "networkId" TEXT COLLATE "C" NOT NULL,
    "districtId" TEXT COLLATE "C",
    "platform" TEXT COLLATE "C" NOT NULL,
    "workspace" TEXT COLLATE "C" NOT NULL,
    "lane" TEXT COLLATE "C" NOT NULL,
    "seq" INTEGER NOT NULL,
    "kind" TEXT COLLATE "C" NOT NULL,
    "policy" TEXT COLLATE "C" NOT NULL,
    "delivery" TEXT COLLATE "C" NOT NULL,
    "notBefore" TIMESTAMPTZ(3) NOT NULL,
    "expiresAt" TIMESTAMPTZ(3),
    "state" TEXT COLLATE "C" NOT NULL,
    "attempts" INTEGER NOT NULL,
    "fence" INTEGER NOT NULL,
    "providerId" TEXT COLLATE "C",
    "error" TEXT COLLATE "C",
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "intentAt" TIMESTAMPTZ(3),
    "sentAt" TIMESTAMPTZ(3),

    CONSTRAINT "outbox_message_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "inbound_event" (
    "key" TEXT COLLATE "C" NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "inbound_event_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "audit_event" (
    "id" TEXT COLLATE "C" NOT NULL,
    "networkId" TEXT COLLATE "C" NOT NULL,
    "districtId" TEXT COLLATE "C",
    "at" TIMESTAMPTZ(3) NOT NULL,
    "actor" TEXT COLLATE "C" NOT NULL,
    "action" TEXT COLLATE "C" NOT NULL,
    "subject" TEXT COLLATE "C" NOT NULL,
    "detail" TEXT COLLATE "C",

    CONSTRAINT "audit_event_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "setting" (
    "name" TEXT COLLATE "C" NOT NULL,
    "value" TEXT COLLATE "C" NOT NULL,

    CONSTRAINT "setting_pkey" PRIMARY KEY ("name")
);

-- CreateIndex
CREATE UNIQUE INDEX "collaboration_networkId_id_key" ON "collaboration"("networkId", "id");

-- CreateIndex
CREATE INDEX "convening_networkId_collaborationId_idx" ON "convening"("networkId", "collaborationId");

-- CreateIndex
CREATE UNIQUE INDEX "convening_networkId_id_key" ON "convening"("networkId", "id");

-- CreateIndex
CREATE UNIQUE INDEX "district_networkId_id_key" ON "district"("networkId", "id");

-- CreateIndex
CREATE INDEX "team_networkId_collaborationId_idx" ON "team"("networkId", "collaborationId");

-- CreateIndex
CREATE UNIQUE INDEX "team_networkId_id_key" ON "team"("networkId", "id");

-- CreateIndex
CREATE UNIQUE INDEX "team_networkId_districtId_id_key" ON "team"("networkId", "districtId", "id");

-- CreateIndex
CREATE INDEX "person_networkId_districtId_idx" ON "person"("networkId", "districtId");

-- CreateIndex
CREATE INDEX "person_networkId_email_idx" ON "person"("networkId", "email");

-- CreateIndex
CREATE UNIQUE INDEX "person_networkId_id_key" ON "person"("networkId", "id");

-- CreateIndex
CREATE INDEX "membership_networkId_districtId_teamId_idx" ON "membership"("networkId", "districtId", "teamId");

-- CreateIndex
CREATE INDEX "membership_networkId_personId_idx" ON "membership"("networkId", "personId");

-- CreateIndex
CREATE INDEX "pm_assignment_networkId_districtId_teamId_idx" ON "pm_assignment"("networkId", "districtId", "teamId");

-- CreateIndex
CREATE INDEX "pm_assignment_networkId_personId_idx" ON "pm_assignment"("networkId", "personId");

-- CreateIndex
CREATE INDEX "workspace_networkId_districtId_idx" ON "workspace"("networkId", "districtId");

-- CreateIndex
CREATE UNIQUE INDEX "workspace_platform_externalId_key" ON "workspace"("platform", "externalId");

-- CreateIndex
CREATE INDEX "identity_networkId_personId_idx" ON "identity"("networkId", "personId");

-- CreateIndex
CREATE UNIQUE INDEX "identity_workspaceId_externalUser_key" ON "identity"("workspaceId", "externalUser");

-- CreateIndex
CREATE INDEX "channel_networkId_districtId_idx" ON "channel"("networkId", "districtId");

-- CreateIndex
CREATE INDEX "channel_networkId_teamId_idx" ON "channel"("networkId", "teamId");

-- CreateIndex
CREATE UNIQUE INDEX "channel_workspaceId_externalId_key" ON "channel"("workspaceId", "externalId");

-- CreateIndex
CREATE UNIQUE INDEX "link_code_hash_key" ON "link_code"("hash");

-- CreateIndex
CREATE INDEX "link_code_networkId_districtId_idx" ON "link_code"("networkId", "districtId");

-- CreateIndex
CREATE INDEX "link_code_networkId_personId_idx" ON "link_code"("networkId", "personId");

-- CreateIndex
CREATE INDEX "problem_networkId_districtId_teamId_idx" ON "problem"("networkId", "districtId", "teamId");

-- CreateIndex
CREATE UNIQUE INDEX "problem_networkId_districtId_id_key" ON "problem"("networkId", "districtId", "id");

-- CreateIndex
CREATE INDEX "problem_version_networkId_districtId_problemId_idx" ON "problem_version"("networkId", "districtId", "problemId");

-- CreateIndex
CREATE INDEX "problem_version_networkId_personId_idx" ON "problem_version"("networkId", "personId");

-- CreateIndex
CREATE UNIQUE INDEX "problem_version_networkId_problemId_version_key" ON "problem_version"("networkId", "problemId", "version");

-- CreateIndex
CREATE INDEX "cycle_networkId_districtId_teamId_stage_idx" ON "cycle"("networkId", "districtId", "teamId", "stage");

-- CreateIndex
CREATE INDEX "cycle_networkId_districtId_problemId_idx" ON "cycle"("networkId", "districtId", "problemId");

-- CreateIndex
CREATE INDEX "cycle_networkId_ownerId_idx" ON "cycle"("networkId", "ownerId");

-- CreateIndex
CREATE INDEX "cycle_networkId_districtId_previousId_idx" ON "cycle"("networkId", "districtId", "previousId");

-- CreateIndex
CREATE UNIQUE INDEX "cycle_networkId_districtId_id_key" ON "cycle"("networkId", "districtId", "id");

-- CreateIndex
CREATE INDEX "cycle_update_networkId_districtId_cycleId_recordedAt_idx" ON "cycle_update"("networkId", "districtId", "cycleId", "recordedAt");

-- CreateIndex
CREATE INDEX "cycle_update_networkId_districtId_teamId_recordedAt_idx" ON "cycle_update"("networkId", "districtId", "teamId", "recordedAt");

-- CreateIndex
CREATE INDEX "cycle_update_networkId_personId_idx" ON "cycle_update"("networkId", "personId");

-- CreateIndex
CREATE INDEX "cycle_update_networkId_districtId_promptId_idx" ON "cycle_update"("networkId", "districtId", "promptId");

-- CreateIndex
CREATE UNIQUE INDEX "cycle_update_networkId_districtId_id_key" ON "cycle_update"("networkId", "districtId", "id");

-- CreateIndex
CREATE INDEX "cycle_update_version_networkId_districtId_updateId_idx" ON "cycle_update_version"("networkId", "districtId", "updateId");

-- CreateIndex
CREATE INDEX "cycle_update_version_networkId_personId_idx" ON "cycle_update_version"("networkId", "personId");

-- CreateIndex
CREATE UNIQUE INDEX "cycle_update_version_networkId_updateId_version_key" ON "cycle_update_version"("networkId", "updateId", "version");

-- CreateIndex
CREATE INDEX "check_in_rule_networkId_districtId_teamId_idx" ON "check_in_rule"("networkId", "districtId", "teamId");

-- CreateIndex
CREATE UNIQUE INDEX "check_in_rule_networkId_districtId_id_key" ON "check_in_rule"("networkId", "districtId", "id");

-- CreateIndex
CREATE INDEX "check_in_slot_networkId_localDate_idx" ON "check_in_slot"("networkId", "localDate");

-- CreateIndex
CREATE INDEX "check_in_slot_networkId_districtId_ruleId_idx" ON "check_in_slot"("networkId", "districtId", "ruleId");

-- CreateIndex
CREATE INDEX "check_in_slot_networkId_districtId_teamId_idx" ON "check_in_slot"("networkId", "districtId", "teamId");

-- CreateIndex
CREATE UNIQUE INDEX "check_in_slot_networkId_ruleId_localDate_key" ON "check_in_slot"("networkId", "ruleId", "localDate");

-- CreateIndex
CREATE UNIQUE INDEX "check_in_slot_networkId_districtId_id_key" ON "check_in_slot"("networkId", "districtId", "id");

-- CreateIndex
CREATE INDEX "check_in_prompt_networkId_personId_state_idx" ON "check_in_prompt"("networkId", "personId", "state");

-- CreateIndex
CREATE INDEX "check_in_prompt_state_againAt_idx" ON "check_in_prompt"("state", "againAt");

-- CreateIndex
CREATE INDEX "check_in_prompt_networkId_districtId_slotId_idx" ON "check_in_prompt"("networkId", "districtId", "slotId");

-- CreateIndex
CREATE INDEX "check_in_prompt_networkId_districtId_teamId_idx" ON "check_in_prompt"("networkId", "districtId", "teamId");

-- CreateIndex
CREATE INDEX "check_in_prompt_networkId_districtId_cycleId_idx" ON "check_in_prompt"("networkId", "districtId", "cycleId");

-- CreateIndex
CREATE UNIQUE INDEX "check_in_prompt_networkId_slotId_personId_key" ON "check_in_prompt"("networkId", "slotId", "personId");

-- CreateIndex
CREATE UNIQUE INDEX "check_in_prompt_networkId_districtId_id_key" ON "check_in_prompt"("networkId", "districtId", "id");

-- CreateIndex
CREATE INDEX "commitment_networkId_districtId_teamId_idx" ON "commitment"("networkId", "districtId", "teamId");

-- CreateIndex
CREATE INDEX "commitment_networkId_conveningId_idx" ON "commitment"("networkId", "conveningId");

-- CreateIndex
CREATE INDEX "draft_networkId_personId_state_idx" ON "draft"("networkId", "personId", "state");

-- CreateIndex
CREATE INDEX "draft_networkId_districtId_idx" ON "draft"("networkId", "districtId");

-- CreateIndex
CREATE INDEX "lane_nextAt_idx" ON "lane"("nextAt");

-- CreateIndex
CREATE INDEX "outbox_message_platform_workspace_lane_state_seq_idx" ON "outbox_message"("platform", "workspace", "lane", "state", "seq");

-- CreateIndex
CREATE INDEX "outbox_message_state_notBefore_idx" ON "outbox_message"("state", "notBefore");

-- CreateIndex
CREATE INDEX "outbox_message_networkId_createdAt_idx" ON "outbox_message"("networkId", "createdAt");

-- CreateIndex
CREATE INDEX "outbox_message_networkId_districtId_createdAt_idx" ON "outbox_message"("networkId", "districtId", "createdAt");

-- CreateIndex
CREATE UNIQUE INDEX "outbox_message_platform_workspace_lane_seq_key" ON "outbox_message"("platform", "workspace", "lane", "seq");

-- CreateIndex
CREATE INDEX "inbound_event_at_idx" ON "inbound_event"("at");

-- CreateIndex
CREATE INDEX "audit_event_networkId_at_idx" ON "audit_event"("networkId", "at");

-- CreateIndex
CREATE INDEX "audit_event_networkId_districtId_at_idx" ON "audit_event"("networkId", "districtId", "at");

-- AddForeignKey
ALTER TABLE "collaboration" ADD CONSTRAINT "collaboration_networkId_fkey" FOREIGN KEY ("networkId") REFERENCES "network"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "convening" ADD CONSTRAINT "convening_networkId_collaborationId_fkey" FOREIGN KEY ("networkId", "collaborationId") REFERENCES "collaboration"("networkId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "district" ADD CONSTRAINT "district_networkId_fkey" FOREIGN KEY ("networkId") REFERENCES "network"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "team" ADD CONSTRAINT "team_networkId_districtId_fkey" FOREIGN KEY ("networkId", "districtId") REFERENCES "district"("networkId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "team" ADD CONSTRAINT "team_networkId_collaborationId_fkey" FOREIGN KEY ("networkId", "collaborationId") REFERENCES "collaboration"("networkId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "person" ADD CONSTRAINT "person_networkId_fkey" FOREIGN KEY ("networkId") REFERENCES "network"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "person" ADD CONSTRAINT "person_networkId_districtId_fkey" FOREIGN KEY ("networkId", "districtId") REFERENCES "district"("networkId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "membership" ADD CONSTRAINT "membership_networkId_districtId_teamId_fkey" FOREIGN KEY ("networkId", "districtId", "teamId") REFERENCES "team"("networkId", "districtId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "membership" ADD CONSTRAINT "membership_networkId_personId_fkey" FOREIGN KEY ("networkId", "personId") REFERENCES "person"("networkId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "pm_assignment" ADD CONSTRAINT "pm_assignment_networkId_districtId_teamId_fkey" FOREIGN KEY ("networkId", "districtId", "teamId") REFERENCES "team"("networkId", "districtId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "pm_assignment" ADD CONSTRAINT "pm_assignment_networkId_personId_fkey" FOREIGN KEY ("networkId", "personId") REFERENCES "person"("networkId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "workspace" ADD CONSTRAINT "workspace_networkId_fkey" FOREIGN KEY ("networkId") REFERENCES "network"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "workspace" ADD CONSTRAINT "workspace_networkId_districtId_fkey" FOREIGN KEY ("networkId", "districtId") REFERENCES "district"("networkId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "identity" ADD CONSTRAINT "identity_workspaceId_fkey" FOREIGN KEY ("workspaceId") REFERENCES "workspace"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "identity" ADD CONSTRAINT "identity_networkId_personId_fkey" FOREIGN KEY ("networkId", "personId") REFERENCES "person"("networkId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "channel" ADD CONSTRAINT "channel_networkId_fkey" FOREIGN KEY ("networkId") REFERENCES "network"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "channel" ADD CONSTRAINT "channel_networkId_districtId_fkey" FOREIGN KEY ("networkId", "districtId") REFERENCES "district"("networkId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "channel" ADD CONSTRAINT "channel_workspaceId_fkey" FOREIGN KEY ("workspaceId") REFERENCES "workspace"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "channel" ADD CONSTRAINT "channel_networkId_teamId_fkey" FOREIGN KEY ("networkId", "teamId") REFERENCES "team"("networkId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "link_code" ADD CONSTRAINT "link_code_networkId_fkey" FOREIGN KEY ("networkId") REFERENCES "network"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "link_code" ADD CONSTRAINT "link_code_networkId_districtId_fkey" FOREIGN KEY ("networkId", "districtId") REFERENCES "district"("networkId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "link_code" ADD CONSTRAINT "link_code_networkId_personId_fkey" FOREIGN KEY ("networkId", "personId") REFERENCES "person"("networkId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "problem" ADD CONSTRAINT "problem_networkId_districtId_teamId_fkey" FOREIGN KEY ("networkId", "districtId", "teamId") REFERENCES "team"("networkId", "districtId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "problem_version" ADD CONSTRAINT "problem_version_networkId_districtId_problemId_fkey" FOREIGN KEY ("networkId", "districtId", "problemId") REFERENCES "problem"("networkId", "districtId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "problem_version" ADD CONSTRAINT "problem_version_networkId_personId_fkey" FOREIGN KEY ("networkId", "personId") REFERENCES "person"("networkId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "cycle" ADD CONSTRAINT "cycle_networkId_districtId_teamId_fkey" FOREIGN KEY ("networkId", "districtId", "teamId") REFERENCES "team"("networkId", "districtId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "cycle" ADD CONSTRAINT "cycle_networkId_districtId_problemId_fkey" FOREIGN KEY ("networkId", "districtId", "problemId") REFERENCES "problem"("networkId", "districtId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "cycle" ADD CONSTRAINT "cycle_networkId_ownerId_fkey" FOREIGN KEY ("networkId", "ownerId") REFERENCES "person"("networkId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "cycle" ADD CONSTRAINT "cycle_networkId_districtId_previousId_fkey" FOREIGN KEY ("networkId", "districtId", "previousId") REFERENCES "cycle"("networkId", "districtId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "cycle_update" ADD CONSTRAINT "cycle_update_networkId_districtId_teamId_fkey" FOREIGN KEY ("networkId", "districtId", "teamId") REFERENCES "team"("networkId", "districtId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "cycle_update" ADD CONSTRAINT "cycle_update_networkId_districtId_cycleId_fkey" FOREIGN KEY ("networkId", "districtId", "cycleId") REFERENCES "cycle"("networkId", "districtId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "cycle_update" ADD CONSTRAINT "cycle_update_networkId_personId_fkey" FOREIGN KEY ("networkId", "personId") REFERENCES "person"("networkId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "cycle_update" ADD CONSTRAINT "cycle_update_networkId_districtId_promptId_fkey" FOREIGN KEY ("networkId", "districtId", "promptId") REFERENCES "check_in_prompt"("networkId", "districtId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "cycle_update_version" ADD CONSTRAINT "cycle_update_version_networkId_districtId_updateId_fkey" FOREIGN KEY ("networkId", "districtId", "updateId") REFERENCES "cycle_update"("networkId", "districtId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "cycle_update_version" ADD CONSTRAINT "cycle_update_version_networkId_personId_fkey" FOREIGN KEY ("networkId", "personId") REFERENCES "person"("networkId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "check_in_rule" ADD CONSTRAINT "check_in_rule_networkId_districtId_teamId_fkey" FOREIGN KEY ("networkId", "districtId", "teamId") REFERENCES "team"("networkId", "districtId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "check_in_slot" ADD CONSTRAINT "check_in_slot_networkId_districtId_teamId_fkey" FOREIGN KEY ("networkId", "districtId", "teamId") REFERENCES "team"("networkId", "districtId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "check_in_slot" ADD CONSTRAINT "check_in_slot_networkId_districtId_ruleId_fkey" FOREIGN KEY ("networkId", "districtId", "ruleId") REFERENCES "check_in_rule"("networkId", "districtId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "check_in_prompt" ADD CONSTRAINT "check_in_prompt_networkId_districtId_teamId_fkey" FOREIGN KEY ("networkId", "districtId", "teamId") REFERENCES "team"("networkId", "districtId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "check_in_prompt" ADD CONSTRAINT "check_in_prompt_networkId_districtId_slotId_fkey" FOREIGN KEY ("networkId", "districtId", "slotId") REFERENCES "check_in_slot"("networkId", "districtId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "check_in_prompt" ADD CONSTRAINT "check_in_prompt_networkId_personId_fkey" FOREIGN KEY ("networkId", "personId") REFERENCES "person"("networkId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "check_in_prompt" ADD CONSTRAINT "check_in_prompt_networkId_districtId_cycleId_fkey" FOREIGN KEY ("networkId", "districtId", "cycleId") REFERENCES "cycle"("networkId", "districtId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "commitment" ADD CONSTRAINT "commitment_networkId_districtId_teamId_fkey" FOREIGN KEY ("networkId", "districtId", "teamId") REFERENCES "team"("networkId", "districtId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "commitment" ADD CONSTRAINT "commitment_networkId_conveningId_fkey" FOREIGN KEY ("networkId", "conveningId") REFERENCES "convening"("networkId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "draft" ADD CONSTRAINT "draft_networkId_personId_fkey" FOREIGN KEY ("networkId", "personId") REFERENCES "person"("networkId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "draft" ADD CONSTRAINT "draft_networkId_districtId_fkey" FOREIGN KEY ("networkId", "districtId") REFERENCES "district"("networkId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "lane" ADD CONSTRAINT "lane_platform_workspace_fkey" FOREIGN KEY ("platform", "workspace") REFERENCES "workspace"("platform", "externalId") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "bucket" ADD CONSTRAINT "bucket_platform_workspace_fkey" FOREIGN KEY ("platform", "workspace") REFERENCES "workspace"("platform", "externalId") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "outbox_message" ADD CONSTRAINT "outbox_message_networkId_fkey" FOREIGN KEY ("networkId") REFERENCES "network"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "outbox_message" ADD CONSTRAINT "outbox_message_networkId_districtId_fkey" FOREIGN KEY ("networkId", "districtId") REFERENCES "district"("networkId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "outbox_message" ADD CONSTRAINT "outbox_message_platform_workspace_lane_fkey" FOREIGN KEY ("platform", "workspace", "lane") REFERENCES "lane"("platform", "workspace", "key") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "audit_event" ADD CONSTRAINT "audit_event_networkId_fkey" FOREIGN KEY ("networkId") REFERENCES "network"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "audit_event" ADD CONSTRAINT "audit_event_networkId_districtId_fkey" FOREIGN KEY ("networkId", "districtId") REFERENCES "district"("networkId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;


