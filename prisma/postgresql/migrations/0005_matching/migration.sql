-- AlterTable
ALTER TABLE "network" ADD COLUMN "openRequests" INTEGER NOT NULL DEFAULT 2;
ALTER TABLE "network" ADD COLUMN "embeddings" BOOLEAN NOT NULL DEFAULT false;
ALTER TABLE "cycle" ADD COLUMN "creditCycleId" TEXT COLLATE "C";
ALTER TABLE "cycle" ADD COLUMN "creditDistrictId" TEXT COLLATE "C";

-- CreateTable
CREATE TABLE "consent" (
    "id" TEXT COLLATE "C" NOT NULL,
    "networkId" TEXT COLLATE "C" NOT NULL,
    "districtId" TEXT COLLATE "C" NOT NULL,
    "teamId" TEXT COLLATE "C" NOT NULL,
    "what" TEXT COLLATE "C" NOT NULL,
    "subjectId" TEXT COLLATE "C" NOT NULL,
    "level" TEXT COLLATE "C" NOT NULL,
    "towardsDistrictId" TEXT COLLATE "C",
    "personId" TEXT COLLATE "C" NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "withdrawnAt" TIMESTAMPTZ(3),
    "withdrawnBy" TEXT COLLATE "C",

    CONSTRAINT "consent_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "topic_choice" (
    "id" TEXT COLLATE "C" NOT NULL,
    "networkId" TEXT COLLATE "C" NOT NULL,
    "districtId" TEXT COLLATE "C" NOT NULL,
    "teamId" TEXT COLLATE "C" NOT NULL,
    "problemId" TEXT COLLATE "C" NOT NULL,
    "version" INTEGER NOT NULL,
    "topics" TEXT COLLATE "C" NOT NULL,
    "other" TEXT COLLATE "C",
    "personId" TEXT COLLATE "C" NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "topic_choice_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "matching_choice" (
    "networkId" TEXT COLLATE "C" NOT NULL,
    "districtId" TEXT COLLATE "C" NOT NULL,
    "outOfGroups" BOOLEAN NOT NULL,
    "openRequests" INTEGER,
    "personId" TEXT COLLATE "C" NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "matching_choice_pkey" PRIMARY KEY ("networkId", "districtId")
);

-- CreateTable
CREATE TABLE "district_block" (
    "id" TEXT COLLATE "C" NOT NULL,
    "networkId" TEXT COLLATE "C" NOT NULL,
    "districtId" TEXT COLLATE "C" NOT NULL,
    "otherDistrictId" TEXT COLLATE "C" NOT NULL,
    "personId" TEXT COLLATE "C" NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "liftedAt" TIMESTAMPTZ(3),

    CONSTRAINT "district_block_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "match" (
    "id" TEXT COLLATE "C" NOT NULL,
    "networkId" TEXT COLLATE "C" NOT NULL,
    "collaborationId" TEXT COLLATE "C",
    "purpose" TEXT COLLATE "C" NOT NULL,
    "state" TEXT COLLATE "C" NOT NULL,
    "ending" TEXT COLLATE "C",
    "score" DOUBLE PRECISION NOT NULL,
    "proposedBy" TEXT COLLATE "C",
    "proposedAt" TIMESTAMPTZ(3) NOT NULL,
    "note" TEXT COLLATE "C",
    "approvedBy" TEXT COLLATE "C",
    "offeredAt" TIMESTAMPTZ(3),
    "introducedAt" TIMESTAMPTZ(3),
    "dueOn" TEXT COLLATE "C",
    "metAsked" INTEGER NOT NULL,
    "renewals" INTEGER NOT NULL,
    "nextAt" TIMESTAMPTZ(3),
    "endedAt" TIMESTAMPTZ(3),
    "version" INTEGER NOT NULL,

    CONSTRAINT "match_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "match_side" (
    "id" TEXT COLLATE "C" NOT NULL,
    "networkId" TEXT COLLATE "C" NOT NULL,
    "districtId" TEXT COLLATE "C" NOT NULL,
    "teamId" TEXT COLLATE "C" NOT NULL,
    "matchId" TEXT COLLATE "C" NOT NULL,
    "problemId" TEXT COLLATE "C" NOT NULL,
    "reasons" TEXT COLLATE "C" NOT NULL,
    "described" TEXT COLLATE "C" NOT NULL,
    "answer" TEXT COLLATE "C",
    "answeredBy" TEXT COLLATE "C",
    "answeredAt" TIMESTAMPTZ(3),
    "whyNot" TEXT COLLATE "C",
    "met" TEXT COLLATE "C",
    "renew" TEXT COLLATE "C",

    CONSTRAINT "match_side_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "help_request" (
    "id" TEXT COLLATE "C" NOT NULL,
    "networkId" TEXT COLLATE "C" NOT NULL,
    "districtId" TEXT COLLATE "C" NOT NULL,
    "teamId" TEXT COLLATE "C" NOT NULL,
    "personId" TEXT COLLATE "C" NOT NULL,
    "question" TEXT COLLATE "C" NOT NULL,
    "by" TEXT COLLATE "C",
    "topics" TEXT COLLATE "C" NOT NULL,
    "step" TEXT COLLATE "C" NOT NULL,
    "level" TEXT COLLATE "C" NOT NULL,
    "state" TEXT COLLATE "C" NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "nextAt" TIMESTAMPTZ(3),
    "closedAt" TIMESTAMPTZ(3),
    "taken" TEXT COLLATE "C",
    "givenBack" TEXT COLLATE "C",
    "adapted" TEXT COLLATE "C",
    "version" INTEGER NOT NULL,

    CONSTRAINT "help_request_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "help_offer" (
    "id" TEXT COLLATE "C" NOT NULL,
    "networkId" TEXT COLLATE "C" NOT NULL,
    "districtId" TEXT COLLATE "C" NOT NULL,
    "teamId" TEXT COLLATE "C" NOT NULL,
    "requestId" TEXT COLLATE "C" NOT NULL,
    "from" TEXT COLLATE "C" NOT NULL,
    "state" TEXT COLLATE "C" NOT NULL,
    "reasons" TEXT COLLATE "C" NOT NULL,
    "described" TEXT COLLATE "C" NOT NULL,
    "personId" TEXT COLLATE "C",
    "text" TEXT COLLATE "C",
    "askedAt" TIMESTAMPTZ(3) NOT NULL,
    "answeredAt" TIMESTAMPTZ(3),

    CONSTRAINT "help_offer_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "pair_rule" (
    "id" TEXT COLLATE "C" NOT NULL,
    "networkId" TEXT COLLATE "C" NOT NULL,
    "collaborationId" TEXT COLLATE "C" NOT NULL,
    "rule" TEXT COLLATE "C" NOT NULL,
    "aDistrictId" TEXT COLLATE "C" NOT NULL,
    "bDistrictId" TEXT COLLATE "C" NOT NULL,
    "personId" TEXT COLLATE "C" NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "liftedAt" TIMESTAMPTZ(3),

    CONSTRAINT "pair_rule_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "group_round" (
    "id" TEXT COLLATE "C" NOT NULL,
    "networkId" TEXT COLLATE "C" NOT NULL,
    "collaborationId" TEXT COLLATE "C" NOT NULL,
    "conveningId" TEXT COLLATE "C",
    "purpose" TEXT COLLATE "C" NOT NULL,
    "sizeMin" INTEGER NOT NULL,
    "sizeMax" INTEGER NOT NULL,
    "novelty" DOUBLE PRECISION NOT NULL,
    "seed" INTEGER NOT NULL,
    "groups" TEXT COLLATE "C" NOT NULL,
    "leftOut" TEXT COLLATE "C" NOT NULL,
    "state" TEXT COLLATE "C" NOT NULL,
    "personId" TEXT COLLATE "C" NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "publishedAt" TIMESTAMPTZ(3),
    "version" INTEGER NOT NULL,

    CONSTRAINT "group_round_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "problem_vector" (
    "networkId" TEXT COLLATE "C" NOT NULL,
    "districtId" TEXT COLLATE "C" NOT NULL,
    "problemId" TEXT COLLATE "C" NOT NULL,
    "version" INTEGER NOT NULL,
    "provider" TEXT COLLATE "C" NOT NULL,
    "providerVersion" TEXT COLLATE "C" NOT NULL,
    "numbers" TEXT COLLATE "C" NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "problem_vector_pkey" PRIMARY KEY ("networkId", "problemId", "provider", "providerVersion")
);

-- CreateTable
CREATE TABLE "matching_change" (
    "problemId" TEXT COLLATE "C" NOT NULL,
    "networkId" TEXT COLLATE "C" NOT NULL,
    "districtId" TEXT COLLATE "C" NOT NULL,
    "seq" INTEGER NOT NULL,

    CONSTRAINT "matching_change_pkey" PRIMARY KEY ("problemId")
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

-- AddForeignKey
ALTER TABLE "consent" ADD CONSTRAINT "consent_networkId_districtId_teamId_fkey" FOREIGN KEY ("networkId", "districtId", "teamId") REFERENCES "team"("networkId", "districtId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "consent" ADD CONSTRAINT "consent_networkId_personId_fkey" FOREIGN KEY ("networkId", "personId") REFERENCES "person"("networkId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "topic_choice" ADD CONSTRAINT "topic_choice_networkId_districtId_problemId_fkey" FOREIGN KEY ("networkId", "districtId", "problemId") REFERENCES "problem"("networkId", "districtId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "topic_choice" ADD CONSTRAINT "topic_choice_networkId_personId_fkey" FOREIGN KEY ("networkId", "personId") REFERENCES "person"("networkId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "matching_choice" ADD CONSTRAINT "matching_choice_networkId_districtId_fkey" FOREIGN KEY ("networkId", "districtId") REFERENCES "district"("networkId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "matching_choice" ADD CONSTRAINT "matching_choice_networkId_personId_fkey" FOREIGN KEY ("networkId", "personId") REFERENCES "person"("networkId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "district_block" ADD CONSTRAINT "district_block_networkId_districtId_fkey" FOREIGN KEY ("networkId", "districtId") REFERENCES "district"("networkId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "district_block" ADD CONSTRAINT "district_block_networkId_otherDistrictId_fkey" FOREIGN KEY ("networkId", "otherDistrictId") REFERENCES "district"("networkId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "district_block" ADD CONSTRAINT "district_block_networkId_personId_fkey" FOREIGN KEY ("networkId", "personId") REFERENCES "person"("networkId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "match" ADD CONSTRAINT "match_networkId_fkey" FOREIGN KEY ("networkId") REFERENCES "network"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "match" ADD CONSTRAINT "match_networkId_collaborationId_fkey" FOREIGN KEY ("networkId", "collaborationId") REFERENCES "collaboration"("networkId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "match" ADD CONSTRAINT "match_networkId_proposedBy_fkey" FOREIGN KEY ("networkId", "proposedBy") REFERENCES "person"("networkId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "match" ADD CONSTRAINT "match_networkId_approvedBy_fkey" FOREIGN KEY ("networkId", "approvedBy") REFERENCES "person"("networkId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "match_side" ADD CONSTRAINT "match_side_networkId_matchId_fkey" FOREIGN KEY ("networkId", "matchId") REFERENCES "match"("networkId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "match_side" ADD CONSTRAINT "match_side_networkId_districtId_teamId_fkey" FOREIGN KEY ("networkId", "districtId", "teamId") REFERENCES "team"("networkId", "districtId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "match_side" ADD CONSTRAINT "match_side_networkId_districtId_problemId_fkey" FOREIGN KEY ("networkId", "districtId", "problemId") REFERENCES "problem"("networkId", "districtId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "match_side" ADD CONSTRAINT "match_side_networkId_answeredBy_fkey" FOREIGN KEY ("networkId", "answeredBy") REFERENCES "person"("networkId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "help_request" ADD CONSTRAINT "help_request_networkId_districtId_teamId_fkey" FOREIGN KEY ("networkId", "districtId", "teamId") REFERENCES "team"("networkId", "districtId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "help_request" ADD CONSTRAINT "help_request_networkId_personId_fkey" FOREIGN KEY ("networkId", "personId") REFERENCES "person"("networkId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "help_offer" ADD CONSTRAINT "help_offer_networkId_requestId_fkey" FOREIGN KEY ("networkId", "requestId") REFERENCES "help_request"("networkId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "help_offer" ADD CONSTRAINT "help_offer_networkId_districtId_teamId_fkey" FOREIGN KEY ("networkId", "districtId", "teamId") REFERENCES "team"("networkId", "districtId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "help_offer" ADD CONSTRAINT "help_offer_networkId_personId_fkey" FOREIGN KEY ("networkId", "personId") REFERENCES "person"("networkId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "pair_rule" ADD CONSTRAINT "pair_rule_networkId_collaborationId_fkey" FOREIGN KEY ("networkId", "collaborationId") REFERENCES "collaboration"("networkId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "pair_rule" ADD CONSTRAINT "pair_rule_networkId_aDistrictId_fkey" FOREIGN KEY ("networkId", "aDistrictId") REFERENCES "district"("networkId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "pair_rule" ADD CONSTRAINT "pair_rule_networkId_bDistrictId_fkey" FOREIGN KEY ("networkId", "bDistrictId") REFERENCES "district"("networkId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "pair_rule" ADD CONSTRAINT "pair_rule_networkId_personId_fkey" FOREIGN KEY ("networkId", "personId") REFERENCES "person"("networkId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "group_round" ADD CONSTRAINT "group_round_networkId_collaborationId_fkey" FOREIGN KEY ("networkId", "collaborationId") REFERENCES "collaboration"("networkId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "group_round" ADD CONSTRAINT "group_round_networkId_conveningId_fkey" FOREIGN KEY ("networkId", "conveningId") REFERENCES "convening"("networkId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "group_round" ADD CONSTRAINT "group_round_networkId_personId_fkey" FOREIGN KEY ("networkId", "personId") REFERENCES "person"("networkId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "problem_vector" ADD CONSTRAINT "problem_vector_networkId_districtId_problemId_fkey" FOREIGN KEY ("networkId", "districtId", "problemId") REFERENCES "problem"("networkId", "districtId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "matching_change" ADD CONSTRAINT "matching_change_networkId_districtId_problemId_fkey" FOREIGN KEY ("networkId", "districtId", "problemId") REFERENCES "problem"("networkId", "districtId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;
