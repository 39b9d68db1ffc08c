-- CreateTable
CREATE TABLE "network" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "name" TEXT NOT NULL,
    "timeZone" TEXT NOT NULL,
    "minN" INTEGER NOT NULL
);

-- CreateTable
CREATE TABLE "collaboration" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "networkId" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "focus" TEXT NOT NULL,
    "aim" TEXT NOT NULL,
    "startsOn" TEXT NOT NULL,
    "endsOn" TEXT NOT NULL,
    CONSTRAINT "collaboration_networkId_fkey" FOREIGN KEY ("networkId") REFERENCES "network" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "convening" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "networkId" TEXT NOT NULL,
    "collaborationId" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "startsOn" TEXT NOT NULL,
    "endsOn" TEXT NOT NULL,
    CONSTRAINT "convening_networkId_collaborationId_fkey" FOREIGN KEY ("networkId", "collaborationId") REFERENCES "collaboration" ("networkId", "id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "district" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "networkId" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "sample" BOOLEAN NOT NULL,
    "profile" TEXT NOT NULL,
    "timeZone" TEXT NOT NULL,
    "calendar" TEXT NOT NULL,
    "retentionDays" INTEGER,
    CONSTRAINT "district_networkId_fkey" FOREIGN KEY ("networkId") REFERENCES "network" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "team" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "networkId" TEXT NOT NULL,
    "districtId" TEXT NOT NULL,
    "collaborationId" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "paused" BOOLEAN NOT NULL,
    CONSTRAINT "team_networkId_districtId_fkey" FOREIGN KEY ("networkId", "districtId") REFERENCES "district" ("networkId", "id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "team_networkId_collaborationId_fkey" FOREIGN KEY ("networkId", "collaborationId") REFERENCES "collaboration" ("networkId", "id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "person" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "networkId" TEXT NOT NULL,
    "districtId" TEXT,
    "name" TEXT NOT NULL,
    "email" TEXT,
    "networkRole" TEXT,
    "muted" BOOLEAN NOT NULL,
    "askAt" TEXT,
    "welcomedAt" DATETIME,
    CONSTRAINT "person_networkId_fkey" FOREIGN KEY ("networkId") REFERENCES "network" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "person_networkId_districtId_fkey" FOREIGN KEY ("networkId", "districtId") REFERENCES "district" ("networkId", "id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "membership" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "networkId" TEXT NOT NULL,
    "districtId" TEXT NOT NULL,
    "teamId" TEXT NOT NULL,
    "personId" TEXT NOT NULL,
    "level" TEXT NOT NULL,
    "lead" BOOLEAN NOT NULL,
    "from" TEXT NOT NULL,
    "until" TEXT,
    CONSTRAINT "membership_networkId_districtId_teamId_fkey" FOREIGN KEY ("networkId", "districtId", "teamId") REFERENCES "team" ("networkId", "districtId", "id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "membership_networkId_personId_fkey" FOREIGN KEY ("networkId", "personId") REFERENCES "person" ("networkId", "id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "pm_assignment" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "networkId" TEXT NOT NULL,
    "districtId" TEXT NOT NULL,
    "teamId" TEXT NOT NULL,
    "personId" TEXT NOT NULL,
    "from" TEXT NOT NULL,
    "until" TEXT,
    CONSTRAINT "pm_assignment_networkId_districtId_teamId_fkey" FOREIGN KEY ("networkId", "districtId", "teamId") REFERENCES "team" ("networkId", "districtId", "id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "pm_assignment_networkId_personId_fkey" FOREIGN KEY ("networkId", "personId") REFERENCES "person" ("networkId", "id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "workspace" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "platform" TEXT NOT NULL,
    "externalId" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "networkId" TEXT,
    "districtId" TEXT,
    "state" TEXT NOT NULL,
    "installedAt" DATETIME NOT NULL,
    "removedAt" DATETIME,
    "credentials" TEXT,
    "credentialsKeyId" TEXT,
    CONSTRAINT "workspace_networkId_fkey" FOREIGN KEY ("networkId") REFERENCES "network" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "workspace_networkId_districtId_fkey" FOREIGN KEY ("networkId", "districtId") REFERENCES "district" ("networkId", "id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "identity" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "networkId" TEXT NOT NULL,
    "workspaceId" TEXT NOT NULL,
    "personId" TEXT NOT NULL,
    "externalUser" TEXT NOT NULL,
    "direct" TEXT,
    "claimedBy" TEXT NOT NULL,
    "claimedAt" DATETIME NOT NULL,
    "unreachableSince" DATETIME,
    CONSTRAINT "identity_workspaceId_fkey" FOREIGN KEY ("workspaceId") REFERENCES "workspace" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "identity_networkId_personId_fkey" FOREIGN KEY ("networkId", "personId") REFERENCES "person" ("networkId", "id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "channel" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "networkId" TEXT NOT NULL,
    "districtId" TEXT,
    "workspaceId" TEXT NOT NULL,
    "externalId" TEXT NOT NULL,
    "teamId" TEXT,
    CONSTRAINT "channel_networkId_fkey" FOREIGN KEY ("networkId") REFERENCES "network" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "channel_networkId_districtId_fkey" FOREIGN KEY ("networkId", "districtId") REFERENCES "district" ("networkId", "id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "channel_workspaceId_fkey" FOREIGN KEY ("workspaceId") REFERENCES "workspace" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "channel_networkId_teamId_fkey" FOREIGN KEY ("networkId", "teamId") REFERENCES "team" ("networkId", "id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "link_code" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "networkId" TEXT NOT NULL,
    "hash" TEXT NOT NULL,
    "purpose" TEXT NOT NULL,
    "districtId" TEXT,
    "personId" TEXT,
    "expiresAt" DATETIME NOT NULL,
    "usedAt" DATETIME,
    CONSTRAINT "link_code_networkId_fkey" FOREIGN KEY ("networkId") REFERENCES "network" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "link_code_networkId_districtId_fkey" FOREIGN KEY ("networkId", "districtId") REFERENCES "district" ("networkId", "id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "link_code_networkId_personId_fkey" FOREIGN KEY ("networkId", "personId") REFERENCES "person" ("networkId", "id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "problem" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "networkId" TEXT NOT NULL,
    "districtId" TEXT NOT NULL,
    "teamId" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "createdAt" DATETIME NOT NULL,
    CONSTRAINT "problem_networkId_districtId_teamId_fkey" FOREIGN KEY ("networkId", "districtId", "teamId") REFERENCES "team" ("networkId", "districtId", "id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "problem_version" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "networkId" TEXT NOT NULL,
    "districtId" TEXT NOT NULL,
    "problemId" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "statement" TEXT NOT NULL,
    "focusArea" TEXT,
    "studentGroups" TEXT NOT NULL,
    "gradeBands" TEXT NOT NULL,
    "rootCauses" TEXT NOT NULL,
    "evidence" TEXT,
    "why" TEXT,
    "personId" TEXT,
    "at" DATETIME NOT NULL,
    CONSTRAINT "problem_version_networkId_districtId_problemId_fkey" FOREIGN KEY ("networkId", "districtId", "problemId") REFERENCES "problem" ("networkId", "districtId", "id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "problem_version_networkId_personId_fkey" FOREIGN KEY ("networkId", "personId") REFERENCES "person" ("networkId", "id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "cycle" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "networkId" TEXT NOT NULL,
    "districtId" TEXT NOT NULL,
    "teamId" TEXT NOT NULL,
    "problemId" TEXT,
    "title" TEXT NOT NULL,
    "question" TEXT,
    "prediction" TEXT,
    "predictedFigure" REAL,
    "dueOn" TEXT,
    "stage" TEXT NOT NULL,
    "ownerId" TEXT,
    "startedAt" DATETIME,
    "predictionLockedAt" DATETIME,
    "decision" TEXT,
    "reason" TEXT,
    "closedAt" DATETIME,
    "previousId" TEXT,
    "version" INTEGER NOT NULL,
    "createdAt" DATETIME NOT NULL,
    CONSTRAINT "cycle_networkId_districtId_teamId_fkey" FOREIGN KEY ("networkId", "districtId", "teamId") REFERENCES "team" ("networkId", "districtId", "id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "cycle_networkId_districtId_problemId_fkey" FOREIGN KEY ("networkId", "districtId", "problemId") REFERENCES "problem" ("networkId", "districtId", "id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "cycle_networkId_ownerId_fkey" FOREIGN KEY ("networkId", "ownerId") REFERENCES "person" ("networkId", "id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "cycle_networkId_districtId_previousId_fkey" FOREIGN KEY ("networkId", "districtId", "previousId") REFERENCES "cycle" ("networkId", "districtId", "id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "cycle_update" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "networkId" TEXT NOT NULL,
    "districtId" TEXT NOT NULL,
    "teamId" TEXT NOT NULL,
    "cycleId" TEXT NOT NULL,
    "personId" TEXT NOT NULL,
    "stage" TEXT NOT NULL,
    "promptId" TEXT,
    "answers" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "recordedAt" DATETIME NOT NULL,
    "changedAt" DATETIME NOT NULL,
    CONSTRAINT "cycle_update_networkId_districtId_teamId_fkey" FOREIGN KEY ("networkId", "districtId", "teamId") REFERENCES "team" ("networkId", "districtId", "id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "cycle_update_networkId_districtId_cycleId_fkey" FOREIGN KEY ("networkId", "districtId", "cycleId") REFERENCES "cycle" ("networkId", "districtId", "id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "cycle_update_networkId_personId_fkey" FOREIGN KEY ("networkId", "personId") REFERENCES "person" ("networkId", "id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "cycle_update_networkId_districtId_promptId_fkey" FOREIGN KEY ("networkId", "districtId", "promptId") REFERENCES "check_in_prompt" ("networkId", "districtId", "id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "cycle_update_version" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "networkId" TEXT NOT NULL,
    "districtId" TEXT NOT NULL,
    "updateId" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "answers" TEXT NOT NULL,
    "personId" TEXT NOT NULL,
    "at" DATETIME NOT NULL,
    CONSTRAINT "cycle_update_version_networkId_districtId_updateId_fkey" FOREIGN KEY ("networkId", "districtId", "updateId") REFERENCES "cycle_update" ("networkId", "districtId", "id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "cycle_update_version_networkId_personId_fkey" FOREIGN KEY ("networkId", "personId") REFERENCES "person" ("networkId", "id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "check_in_rule" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "networkId" TEXT NOT NULL,
    "districtId" TEXT NOT NULL,
    "teamId" TEXT NOT NULL,
    "weekday" INTEGER NOT NULL,
    "at" TEXT NOT NULL,
    "everyWeeks" INTEGER NOT NULL,
    "anchor" TEXT NOT NULL,
    "active" BOOLEAN NOT NULL,
    CONSTRAINT "check_in_rule_networkId_districtId_teamId_fkey" FOREIGN KEY ("networkId", "districtId", "teamId") REFERENCES "team" ("networkId", "districtId", "id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "check_in_slot" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "networkId" TEXT NOT NULL,
    "districtId" TEXT NOT NULL,
    "teamId" TEXT NOT NULL,
    "ruleId" TEXT NOT NULL,
    "localDate" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "reason" TEXT,
    "openedAt" DATETIME NOT NULL,
    CONSTRAINT "check_in_slot_networkId_districtId_teamId_fkey" FOREIGN KEY ("networkId", "districtId", "teamId") REFERENCES "team" ("networkId", "districtId", "id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "check_in_slot_networkId_districtId_ruleId_fkey" FOREIGN KEY ("networkId", "districtId", "ruleId") REFERENCES "check_in_rule" ("networkId", "districtId", "id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "check_in_prompt" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "networkId" TEXT NOT NULL,
    "districtId" TEXT NOT NULL,
    "teamId" TEXT NOT NULL,
    "slotId" TEXT NOT NULL,
    "personId" TEXT NOT NULL,
    "cycleId" TEXT,
    "state" TEXT NOT NULL,
    "reason" TEXT,
    "askAt" DATETIME NOT NULL,
    "againAt" DATETIME,
    "settledAt" DATETIME,
    "messageId" TEXT,
    CONSTRAINT "check_in_prompt_networkId_districtId_teamId_fkey" FOREIGN KEY ("networkId", "districtId", "teamId") REFERENCES "team" ("networkId", "districtId", "id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "check_in_prompt_networkId_districtId_slotId_fkey" FOREIGN KEY ("networkId", "districtId", "slotId") REFERENCES "check_in_slot" ("networkId", "districtId", "id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "check_in_prompt_networkId_personId_fkey" FOREIGN KEY ("networkId", "personId") REFERENCES "person" ("networkId", "id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "check_in_prompt_networkId_districtId_cycleId_fkey" FOREIGN KEY ("networkId", "districtId", "cycleId") REFERENCES "cycle" ("networkId", "districtId", "id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "commitment" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "networkId" TEXT NOT NULL,
    "districtId" TEXT NOT NULL,
    "teamId" TEXT NOT NULL,
    "conveningId" TEXT,
    "what" TEXT NOT NULL,
    "who" TEXT,
    "by" TEXT,
    "state" TEXT NOT NULL,
    "createdAt" DATETIME NOT NULL,
    CONSTRAINT "commitment_networkId_districtId_teamId_fkey" FOREIGN KEY ("networkId", "districtId", "teamId") REFERENCES "team" ("networkId", "districtId", "id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "commitment_networkId_conveningId_fkey" FOREIGN KEY ("networkId", "conveningId") REFERENCES "convening" ("networkId", "id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "draft" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "networkId" TEXT NOT NULL,
    "districtId" TEXT,
    "personId" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "at" DATETIME NOT NULL,
    CONSTRAINT "draft_networkId_personId_fkey" FOREIGN KEY ("networkId", "personId") REFERENCES "person" ("networkId", "id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "draft_networkId_districtId_fkey" FOREIGN KEY ("networkId", "districtId") REFERENCES "district" ("networkId", "id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "lane" (
    "platform" TEXT NOT NULL,
    "workspace" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "nextSeq" INTEGER NOT NULL,
    "headId" TEXT,
    "nextAt" DATETIME,
    "leaseUntil" DATETIME,
    "fence" INTEGER NOT NULL,

    PRIMARY KEY ("platform", "workspace", "key"),
    CONSTRAINT "lane_platform_workspace_fkey" FOREIGN KEY ("platform", "workspace") REFERENCES "workspace" ("platform", "externalId") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "bucket" (
    "platform" TEXT NOT NULL,
    "workspace" TEXT NOT NULL,
    "method" TEXT NOT NULL,
    "blockedUntil" DATETIME NOT NULL,

    PRIMARY KEY ("platform", "workspace", "method"),
    CONSTRAINT "bucket_platform_workspace_fkey" FOREIGN KEY ("platform", "workspace") REFERENCES "workspace" ("platform", "externalId") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "outbox_message" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "networkId" TEXT NOT NULL,
    "districtId" TEXT,
    "platform" TEXT NOT NULL,
    "workspace" TEXT NOT NULL,
    "lane" TEXT NOT NULL,
    "seq" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "policy" TEXT NOT NULL,
    "delivery" TEXT NOT NULL,
    "notBefore" DATETIME NOT NULL,
    "expiresAt" DATETIME,
    "state" TEXT NOT NULL,
    "attempts" INTEGER NOT NULL,
    "fence" INTEGER NOT NULL,
    "providerId" TEXT,
    "error" TEXT,
    "createdAt" DATETIME NOT NULL,
    "intentAt" DATETIME,
    "sentAt" DATETIME,
    CONSTRAINT "outbox_message_networkId_fkey" FOREIGN KEY ("networkId") REFERENCES "network" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "outbox_message_networkId_districtId_fkey" FOREIGN KEY ("networkId", "districtId") REFERENCES "district" ("networkId", "id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "outbox_message_platform_workspace_lane_fkey" FOREIGN KEY ("platform", "workspace", "lane") REFERENCES "lane" ("platform", "workspace", "key") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "inbound_event" (
    "key" TEXT NOT NULL PRIMARY KEY,
    "at" DATETIME NOT NULL
);

-- CreateTable
CREATE TABLE "audit_event" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "networkId" TEXT NOT NULL,
    "districtId" TEXT,
    "at" DATETIME NOT NULL,
    "actor" TEXT NOT NULL,
    "action" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "detail" TEXT,
    CONSTRAINT "audit_event_networkId_fkey" FOREIGN KEY ("networkId") REFERENCES "network" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "audit_event_networkId_districtId_fkey" FOREIGN KEY ("networkId", "districtId") REFERENCES "district" ("networkId", "id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "setting" (
    "name" TEXT NOT NULL PRIMARY KEY,
    "value" TEXT NOT NULL
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


