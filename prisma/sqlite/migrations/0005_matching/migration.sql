-- AlterTable
ALTER TABLE "network" ADD COLUMN "openRequests" INTEGER NOT NULL DEFAULT 2;
ALTER TABLE "network" ADD COLUMN "embeddings" BOOLEAN NOT NULL DEFAULT false;

-- AlterTable
ALTER TABLE "cycle" ADD COLUMN "creditCycleId" TEXT;
ALTER TABLE "cycle" ADD COLUMN "creditDistrictId" TEXT;

-- CreateTable
CREATE TABLE "consent" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "networkId" TEXT NOT NULL,
    "districtId" TEXT NOT NULL,
    "teamId" TEXT NOT NULL,
    "what" TEXT NOT NULL,
    "subjectId" TEXT NOT NULL,
    "level" TEXT NOT NULL,
    "towardsDistrictId" TEXT,
    "personId" TEXT NOT NULL,
    "at" DATETIME NOT NULL,
    "withdrawnAt" DATETIME,
    "withdrawnBy" TEXT,
    CONSTRAINT "consent_networkId_districtId_teamId_fkey" FOREIGN KEY ("networkId", "districtId", "teamId") REFERENCES "team" ("networkId", "districtId", "id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "consent_networkId_personId_fkey" FOREIGN KEY ("networkId", "personId") REFERENCES "person" ("networkId", "id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "topic_choice" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "networkId" TEXT NOT NULL,
    "districtId" TEXT NOT NULL,
    "teamId" TEXT NOT NULL,
    "problemId" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "topics" TEXT NOT NULL,
    "other" TEXT,
    "personId" TEXT NOT NULL,
    "at" DATETIME NOT NULL,
    CONSTRAINT "topic_choice_networkId_districtId_problemId_fkey" FOREIGN KEY ("networkId", "districtId", "problemId") REFERENCES "problem" ("networkId", "districtId", "id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "topic_choice_networkId_personId_fkey" FOREIGN KEY ("networkId", "personId") REFERENCES "person" ("networkId", "id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "matching_choice" (
    "networkId" TEXT NOT NULL,
    "districtId" TEXT NOT NULL,
    "outOfGroups" BOOLEAN NOT NULL,
    "openRequests" INTEGER,
    "personId" TEXT NOT NULL,
    "at" DATETIME NOT NULL,

    PRIMARY KEY ("networkId", "districtId"),
    CONSTRAINT "matching_choice_networkId_districtId_fkey" FOREIGN KEY ("networkId", "districtId") REFERENCES "district" ("networkId", "id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "matching_choice_networkId_personId_fkey" FOREIGN KEY ("networkId", "personId") REFERENCES "person" ("networkId", "id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "district_block" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "networkId" TEXT NOT NULL,
    "districtId" TEXT NOT NULL,
    "otherDistrictId" TEXT NOT NULL,
    "personId" TEXT NOT NULL,
    "at" DATETIME NOT NULL,
    "liftedAt" DATETIME,
    CONSTRAINT "district_block_networkId_districtId_fkey" FOREIGN KEY ("networkId", "districtId") REFERENCES "district" ("networkId", "id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "district_block_networkId_otherDistrictId_fkey" FOREIGN KEY ("networkId", "otherDistrictId") REFERENCES "district" ("networkId", "id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "district_block_networkId_personId_fkey" FOREIGN KEY ("networkId", "personId") REFERENCES "person" ("networkId", "id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "match" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "networkId" TEXT NOT NULL,
    "collaborationId" TEXT,
    "purpose" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "ending" TEXT,
    "score" REAL NOT NULL,
    "proposedBy" TEXT,
    "proposedAt" DATETIME NOT NULL,
    "note" TEXT,
    "approvedBy" TEXT,
    "offeredAt" DATETIME,
    "introducedAt" DATETIME,
    "dueOn" TEXT,
    "metAsked" INTEGER NOT NULL,
    "renewals" INTEGER NOT NULL,
    "nextAt" DATETIME,
    "endedAt" DATETIME,
    "version" INTEGER NOT NULL,
    CONSTRAINT "match_networkId_fkey" FOREIGN KEY ("networkId") REFERENCES "network" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "match_networkId_collaborationId_fkey" FOREIGN KEY ("networkId", "collaborationId") REFERENCES "collaboration" ("networkId", "id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "match_networkId_proposedBy_fkey" FOREIGN KEY ("networkId", "proposedBy") REFERENCES "person" ("networkId", "id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "match_networkId_approvedBy_fkey" FOREIGN KEY ("networkId", "approvedBy") REFERENCES "person" ("networkId", "id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "match_side" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "networkId" TEXT NOT NULL,
    "districtId" TEXT NOT NULL,
    "teamId" TEXT NOT NULL,
    "matchId" TEXT NOT NULL,
    "problemId" TEXT NOT NULL,
    "reasons" TEXT NOT NULL,
    "described" TEXT NOT NULL,
    "answer" TEXT,
    "answeredBy" TEXT,
    "answeredAt" DATETIME,
    "whyNot" TEXT,
    "met" TEXT,
    "renew" TEXT,
    CONSTRAINT "match_side_networkId_matchId_fkey" FOREIGN KEY ("networkId", "matchId") REFERENCES "match" ("networkId", "id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "match_side_networkId_districtId_teamId_fkey" FOREIGN KEY ("networkId", "districtId", "teamId") REFERENCES "team" ("networkId", "districtId", "id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "match_side_networkId_districtId_problemId_fkey" FOREIGN KEY ("networkId", "districtId", "problemId") REFERENCES "problem" ("networkId", "districtId", "id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "match_side_networkId_answeredBy_fkey" FOREIGN KEY ("networkId", "answeredBy") REFERENCES "person" ("networkId", "id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "help_request" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "networkId" TEXT NOT NULL,
    "districtId" TEXT NOT NULL,
    "teamId" TEXT NOT NULL,
    "personId" TEXT NOT NULL,
    "question" TEXT NOT NULL,
    "by" TEXT,
    "topics" TEXT NOT NULL,
    "step" TEXT NOT NULL,
    "level" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "createdAt" DATETIME NOT NULL,
    "nextAt" DATETIME,
    "closedAt" DATETIME,
    "taken" TEXT,
    "givenBack" TEXT,
    "adapted" TEXT,
    "version" INTEGER NOT NULL,
    CONSTRAINT "help_request_networkId_districtId_teamId_fkey" FOREIGN KEY ("networkId", "districtId", "teamId") REFERENCES "team" ("networkId", "districtId", "id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "help_request_networkId_personId_fkey" FOREIGN KEY ("networkId", "personId") REFERENCES "person" ("networkId", "id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "help_offer" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "networkId" TEXT NOT NULL,
    "districtId" TEXT NOT NULL,
    "teamId" TEXT NOT NULL,
    "requestId" TEXT NOT NULL,
    "from" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "reasons" TEXT NOT NULL,
    "described" TEXT NOT NULL,
    "personId" TEXT,
    "text" TEXT,
    "askedAt" DATETIME NOT NULL,
    "answeredAt" DATETIME,
    CONSTRAINT "help_offer_networkId_requestId_fkey" FOREIGN KEY ("networkId", "requestId") REFERENCES "help_request" ("networkId", "id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "help_offer_networkId_districtId_teamId_fkey" FOREIGN KEY ("networkId", "districtId", "teamId") REFERENCES "team" ("networkId", "districtId", "id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "help_offer_networkId_personId_fkey" FOREIGN KEY ("networkId", "personId") REFERENCES "person" ("networkId", "id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "pair_rule" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "networkId" TEXT NOT NULL,
    "collaborationId" TEXT NOT NULL,
    "rule" TEXT NOT NULL,
    "aDistrictId" TEXT NOT NULL,
    "bDistrictId" TEXT NOT NULL,
    "personId" TEXT NOT NULL,
    "at" DATETIME NOT NULL,
    "liftedAt" DATETIME,
    CONSTRAINT "pair_rule_networkId_collaborationId_fkey" FOREIGN KEY ("networkId", "collaborationId") REFERENCES "collaboration" ("networkId", "id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "pair_rule_networkId_aDistrictId_fkey" FOREIGN KEY ("networkId", "aDistrictId") REFERENCES "district" ("networkId", "id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "pair_rule_networkId_bDistrictId_fkey" FOREIGN KEY ("networkId", "bDistrictId") REFERENCES "district" ("networkId", "id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "pair_rule_networkId_personId_fkey" FOREIGN KEY ("networkId", "personId") REFERENCES "person" ("networkId", "id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "group_round" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "networkId" TEXT NOT NULL,
    "collaborationId" TEXT NOT NULL,
    "conveningId" TEXT,
    "purpose" TEXT NOT NULL,
    "sizeMin" INTEGER NOT NULL,
    "sizeMax" INTEGER NOT NULL,
    "novelty" REAL NOT NULL,
    "seed" INTEGER NOT NULL,
    "groups" TEXT NOT NULL,
    "leftOut" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "personId" TEXT NOT NULL,
    "at" DATETIME NOT NULL,
    "publishedAt" DATETIME,
    "version" INTEGER NOT NULL,
    CONSTRAINT "group_round_networkId_collaborationId_fkey" FOREIGN KEY ("networkId", "collaborationId") REFERENCES "collaboration" ("networkId", "id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "group_round_networkId_conveningId_fkey" FOREIGN KEY ("networkId", "conveningId") REFERENCES "convening" ("networkId", "id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "group_round_networkId_personId_fkey" FOREIGN KEY ("networkId", "personId") REFERENCES "person" ("networkId", "id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "problem_vector" (
    "networkId" TEXT NOT NULL,
    "districtId" TEXT NOT NULL,
    "problemId" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "provider" TEXT NOT NULL,
    "providerVersion" TEXT NOT NULL,
    "numbers" TEXT NOT NULL,
    "at" DATETIME NOT NULL,

    PRIMARY KEY ("networkId", "problemId", "provider", "providerVersion"),
    CONSTRAINT "problem_vector_networkId_districtId_problemId_fkey" FOREIGN KEY ("networkId", "districtId", "problemId") REFERENCES "problem" ("networkId", "districtId", "id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "matching_change" (
    "problemId" TEXT NOT NULL PRIMARY KEY,
    "networkId" TEXT NOT NULL,
    "districtId" TEXT NOT NULL,
    "seq" INTEGER NOT NULL,
    CONSTRAINT "matching_change_networkId_districtId_problemId_fkey" FOREIGN KEY ("networkId", "districtId", "problemId") REFERENCES "problem" ("networkId", "districtId", "id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateIndex
CREATE INDEX "consent_networkId_what_subjectId_at_idx" ON "consent"("networkId", "what", "subjectId", "at");

-- CreateIndex
CREATE INDEX "consent_networkId_districtId_teamId_idx" ON "consent"("networkId", "districtId", "teamId");

-- CreateIndex
CREATE INDEX "consent_networkId_personId_idx" ON "consent"("networkId", "personId");

-- CreateIndex
CREATE INDEX "topic_choice_networkId_districtId_problemId_at_idx" ON "topic_choice"("networkId", "districtId", "problemId", "at");

-- CreateIndex
CREATE INDEX "topic_choice_networkId_personId_idx" ON "topic_choice"("networkId", "personId");

-- CreateIndex
CREATE INDEX "matching_choice_networkId_personId_idx" ON "matching_choice"("networkId", "personId");

-- CreateIndex
CREATE INDEX "district_block_networkId_districtId_idx" ON "district_block"("networkId", "districtId");

-- CreateIndex
CREATE INDEX "district_block_networkId_otherDistrictId_idx" ON "district_block"("networkId", "otherDistrictId");

-- CreateIndex
CREATE INDEX "district_block_networkId_personId_idx" ON "district_block"("networkId", "personId");

-- CreateIndex
CREATE INDEX "match_networkId_nextAt_idx" ON "match"("networkId", "nextAt");

-- CreateIndex
CREATE INDEX "match_networkId_state_idx" ON "match"("networkId", "state");

-- CreateIndex
CREATE INDEX "match_networkId_collaborationId_idx" ON "match"("networkId", "collaborationId");

-- CreateIndex
CREATE INDEX "match_networkId_proposedBy_idx" ON "match"("networkId", "proposedBy");

-- CreateIndex
CREATE INDEX "match_networkId_approvedBy_idx" ON "match"("networkId", "approvedBy");

-- CreateIndex
CREATE UNIQUE INDEX "match_networkId_id_key" ON "match"("networkId", "id");

-- CreateIndex
CREATE INDEX "match_side_networkId_districtId_teamId_idx" ON "match_side"("networkId", "districtId", "teamId");

-- CreateIndex
CREATE INDEX "match_side_networkId_districtId_problemId_idx" ON "match_side"("networkId", "districtId", "problemId");

-- CreateIndex
CREATE INDEX "match_side_networkId_answeredBy_idx" ON "match_side"("networkId", "answeredBy");

-- CreateIndex
CREATE UNIQUE INDEX "match_side_networkId_matchId_districtId_key" ON "match_side"("networkId", "matchId", "districtId");

-- CreateIndex
CREATE INDEX "help_request_networkId_nextAt_idx" ON "help_request"("networkId", "nextAt");

-- CreateIndex
CREATE INDEX "help_request_networkId_state_idx" ON "help_request"("networkId", "state");

-- CreateIndex
CREATE INDEX "help_request_networkId_districtId_teamId_idx" ON "help_request"("networkId", "districtId", "teamId");

-- CreateIndex
CREATE INDEX "help_request_networkId_personId_idx" ON "help_request"("networkId", "personId");

-- CreateIndex
CREATE UNIQUE INDEX "help_request_networkId_id_key" ON "help_request"("networkId", "id");

-- CreateIndex
CREATE INDEX "help_offer_networkId_requestId_idx" ON "help_offer"("networkId", "requestId");

-- CreateIndex
CREATE INDEX "help_offer_networkId_districtId_teamId_idx" ON "help_offer"("networkId", "districtId", "teamId");

-- CreateIndex
CREATE INDEX "help_offer_networkId_personId_idx" ON "help_offer"("networkId", "personId");

-- CreateIndex
CREATE INDEX "pair_rule_networkId_collaborationId_idx" ON "pair_rule"("networkId", "collaborationId");

-- CreateIndex
CREATE INDEX "pair_rule_networkId_aDistrictId_idx" ON "pair_rule"("networkId", "aDistrictId");

-- CreateIndex
CREATE INDEX "pair_rule_networkId_bDistrictId_idx" ON "pair_rule"("networkId", "bDistrictId");

-- CreateIndex
CREATE INDEX "pair_rule_networkId_personId_idx" ON "pair_rule"("networkId", "personId");

-- CreateIndex
CREATE INDEX "group_round_networkId_collaborationId_at_idx" ON "group_round"("networkId", "collaborationId", "at");

-- CreateIndex
CREATE INDEX "group_round_networkId_conveningId_idx" ON "group_round"("networkId", "conveningId");

-- CreateIndex
CREATE INDEX "group_round_networkId_personId_idx" ON "group_round"("networkId", "personId");

-- CreateIndex
CREATE INDEX "problem_vector_networkId_districtId_problemId_idx" ON "problem_vector"("networkId", "districtId", "problemId");

-- CreateIndex
CREATE INDEX "matching_change_networkId_seq_idx" ON "matching_change"("networkId", "seq");

-- CreateIndex
CREATE UNIQUE INDEX "matching_change_networkId_districtId_problemId_key" ON "matching_change"("networkId", "districtId", "problemId");


