-- AlterTable
ALTER TABLE "team" ADD COLUMN "pauseReason" TEXT COLLATE "C";
ALTER TABLE "team" ADD COLUMN "pausedAt" TIMESTAMPTZ(3);
ALTER TABLE "person" ADD COLUMN "awayFrom" TEXT COLLATE "C";
ALTER TABLE "person" ADD COLUMN "awayUntil" TEXT COLLATE "C";
ALTER TABLE "cycle" ADD COLUMN "details" TEXT COLLATE "C";
ALTER TABLE "cycle" ADD COLUMN "testers" TEXT COLLATE "C";
ALTER TABLE "cycle_update" ADD COLUMN "deletedAt" TIMESTAMPTZ(3);
ALTER TABLE "cycle_update" ADD COLUMN "draftId" TEXT COLLATE "C";
ALTER TABLE "check_in_slot" ADD COLUMN "occasion" TEXT COLLATE "C";
ALTER TABLE "check_in_prompt" ADD COLUMN "closesAt" TIMESTAMPTZ(3);
ALTER TABLE "check_in_prompt" ADD COLUMN "note" TEXT COLLATE "C";
ALTER TABLE "check_in_prompt" ADD COLUMN "part" TEXT COLLATE "C";
ALTER TABLE "check_in_prompt" ADD COLUMN "remindAt" TIMESTAMPTZ(3);
ALTER TABLE "problem_version" ALTER COLUMN "statement" DROP NOT NULL;
ALTER TABLE "problem_version" ADD COLUMN "dashboardColor" TEXT COLLATE "C";
ALTER TABLE "problem_version" ADD COLUMN "intendedOutcome" TEXT COLLATE "C";
ALTER TABLE "problem_version" ADD COLUMN "investment" TEXT COLLATE "C";
ALTER TABLE "check_in_rule" ADD COLUMN "aroundConvenings" BOOLEAN NOT NULL DEFAULT false;
ALTER TABLE "check_in_rule" ADD COLUMN "weeklyInDo" BOOLEAN NOT NULL DEFAULT false;
ALTER TABLE "commitment" ADD COLUMN "personId" TEXT COLLATE "C";
ALTER TABLE "commitment" ADD COLUMN "note" TEXT COLLATE "C";
ALTER TABLE "commitment" ADD COLUMN "settledAt" TIMESTAMPTZ(3);

-- CreateTable
CREATE TABLE "measure" (
    "id" TEXT COLLATE "C" NOT NULL,
    "networkId" TEXT COLLATE "C" NOT NULL,
    "districtId" TEXT COLLATE "C" NOT NULL,
    "teamId" TEXT COLLATE "C" NOT NULL,
    "cycleId" TEXT COLLATE "C" NOT NULL,
    "kind" TEXT COLLATE "C" NOT NULL,
    "name" TEXT COLLATE "C" NOT NULL,
    "source" TEXT COLLATE "C",
    "unit" TEXT COLLATE "C" NOT NULL,
    "unitName" TEXT COLLATE "C",
    "better" TEXT COLLATE "C" NOT NULL,
    "about" TEXT COLLATE "C" NOT NULL,
    "predicts" BOOLEAN NOT NULL,
    "addsUp" BOOLEAN NOT NULL,
    "declaredAt" TIMESTAMPTZ(3) NOT NULL,
    "personId" TEXT COLLATE "C",

    CONSTRAINT "measure_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "prediction_amendment" (
    "id" TEXT COLLATE "C" NOT NULL,
    "networkId" TEXT COLLATE "C" NOT NULL,
    "districtId" TEXT COLLATE "C" NOT NULL,
    "cycleId" TEXT COLLATE "C" NOT NULL,
    "prediction" TEXT COLLATE "C" NOT NULL,
    "predictedFigure" DOUBLE PRECISION,
    "why" TEXT COLLATE "C" NOT NULL,
    "personId" TEXT COLLATE "C" NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "prediction_amendment_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "plan_details_version" (
    "id" TEXT COLLATE "C" NOT NULL,
    "networkId" TEXT COLLATE "C" NOT NULL,
    "districtId" TEXT COLLATE "C" NOT NULL,
    "cycleId" TEXT COLLATE "C" NOT NULL,
    "version" INTEGER NOT NULL,
    "details" TEXT COLLATE "C" NOT NULL,
    "testers" TEXT COLLATE "C" NOT NULL,
    "personId" TEXT COLLATE "C" NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "plan_details_version_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "spread_step" (
    "id" TEXT COLLATE "C" NOT NULL,
    "networkId" TEXT COLLATE "C" NOT NULL,
    "districtId" TEXT COLLATE "C" NOT NULL,
    "teamId" TEXT COLLATE "C" NOT NULL,
    "cycleId" TEXT COLLATE "C" NOT NULL,
    "step" TEXT COLLATE "C" NOT NULL,
    "place" TEXT COLLATE "C" NOT NULL,
    "people" INTEGER,
    "depth" TEXT COLLATE "C",
    "ownership" TEXT COLLATE "C",
    "reachedOn" TEXT COLLATE "C" NOT NULL,
    "personId" TEXT COLLATE "C" NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "spread_step_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "nudge" (
    "id" TEXT COLLATE "C" NOT NULL,
    "networkId" TEXT COLLATE "C" NOT NULL,
    "districtId" TEXT COLLATE "C" NOT NULL,
    "teamId" TEXT COLLATE "C" NOT NULL,
    "cycleId" TEXT COLLATE "C",
    "fromId" TEXT COLLATE "C" NOT NULL,
    "toId" TEXT COLLATE "C" NOT NULL,
    "text" TEXT COLLATE "C" NOT NULL,
    "overBudget" TEXT COLLATE "C",
    "at" TIMESTAMPTZ(3) NOT NULL,
    "answer" TEXT COLLATE "C",
    "answeredAt" TIMESTAMPTZ(3),

    CONSTRAINT "nudge_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "measure_networkId_districtId_cycleId_declaredAt_idx" ON "measure"("networkId", "districtId", "cycleId", "declaredAt");

-- CreateIndex
CREATE INDEX "measure_networkId_districtId_teamId_idx" ON "measure"("networkId", "districtId", "teamId");

-- CreateIndex
CREATE INDEX "measure_networkId_personId_idx" ON "measure"("networkId", "personId");

-- CreateIndex
CREATE INDEX "prediction_amendment_networkId_districtId_cycleId_at_idx" ON "prediction_amendment"("networkId", "districtId", "cycleId", "at");

-- CreateIndex
CREATE INDEX "prediction_amendment_networkId_personId_idx" ON "prediction_amendment"("networkId", "personId");

-- CreateIndex
CREATE INDEX "plan_details_version_networkId_districtId_cycleId_idx" ON "plan_details_version"("networkId", "districtId", "cycleId");

-- CreateIndex
CREATE INDEX "plan_details_version_networkId_personId_idx" ON "plan_details_version"("networkId", "personId");

-- CreateIndex
CREATE UNIQUE INDEX "plan_details_version_networkId_cycleId_version_key" ON "plan_details_version"("networkId", "cycleId", "version");

-- CreateIndex
CREATE INDEX "spread_step_networkId_districtId_cycleId_reachedOn_idx" ON "spread_step"("networkId", "districtId", "cycleId", "reachedOn");

-- CreateIndex
CREATE INDEX "spread_step_networkId_districtId_teamId_idx" ON "spread_step"("networkId", "districtId", "teamId");

-- CreateIndex
CREATE INDEX "spread_step_networkId_personId_idx" ON "spread_step"("networkId", "personId");

-- CreateIndex
CREATE INDEX "nudge_networkId_districtId_teamId_at_idx" ON "nudge"("networkId", "districtId", "teamId", "at");

-- CreateIndex
CREATE INDEX "nudge_networkId_districtId_cycleId_idx" ON "nudge"("networkId", "districtId", "cycleId");

-- CreateIndex
CREATE INDEX "nudge_networkId_fromId_idx" ON "nudge"("networkId", "fromId");

-- CreateIndex
CREATE INDEX "nudge_networkId_toId_at_idx" ON "nudge"("networkId", "toId", "at");

-- CreateIndex
CREATE INDEX "check_in_prompt_remindAt_idx" ON "check_in_prompt"("remindAt");

-- CreateIndex
CREATE INDEX "commitment_networkId_personId_idx" ON "commitment"("networkId", "personId");

-- AddForeignKey
ALTER TABLE "measure" ADD CONSTRAINT "measure_networkId_districtId_teamId_fkey" FOREIGN KEY ("networkId", "districtId", "teamId") REFERENCES "team"("networkId", "districtId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "measure" ADD CONSTRAINT "measure_networkId_districtId_cycleId_fkey" FOREIGN KEY ("networkId", "districtId", "cycleId") REFERENCES "cycle"("networkId", "districtId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "measure" ADD CONSTRAINT "measure_networkId_personId_fkey" FOREIGN KEY ("networkId", "personId") REFERENCES "person"("networkId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "prediction_amendment" ADD CONSTRAINT "prediction_amendment_networkId_districtId_cycleId_fkey" FOREIGN KEY ("networkId", "districtId", "cycleId") REFERENCES "cycle"("networkId", "districtId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "prediction_amendment" ADD CONSTRAINT "prediction_amendment_networkId_personId_fkey" FOREIGN KEY ("networkId", "personId") REFERENCES "person"("networkId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "plan_details_version" ADD CONSTRAINT "plan_details_version_networkId_districtId_cycleId_fkey" FOREIGN KEY ("networkId", "districtId", "cycleId") REFERENCES "cycle"("networkId", "districtId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "plan_details_version" ADD CONSTRAINT "plan_details_version_networkId_personId_fkey" FOREIGN KEY ("networkId", "personId") REFERENCES "person"("networkId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "spread_step" ADD CONSTRAINT "spread_step_networkId_districtId_teamId_fkey" FOREIGN KEY ("networkId", "districtId", "teamId") REFERENCES "team"("networkId", "districtId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "spread_step" ADD CONSTRAINT "spread_step_networkId_districtId_cycleId_fkey" FOREIGN KEY ("networkId", "districtId", "cycleId") REFERENCES "cycle"("networkId", "districtId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "spread_step" ADD CONSTRAINT "spread_step_networkId_personId_fkey" FOREIGN KEY ("networkId", "personId") REFERENCES "person"("networkId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "nudge" ADD CONSTRAINT "nudge_networkId_districtId_teamId_fkey" FOREIGN KEY ("networkId", "districtId", "teamId") REFERENCES "team"("networkId", "districtId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "nudge" ADD CONSTRAINT "nudge_networkId_districtId_cycleId_fkey" FOREIGN KEY ("networkId", "districtId", "cycleId") REFERENCES "cycle"("networkId", "districtId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "nudge" ADD CONSTRAINT "nudge_networkId_fromId_fkey" FOREIGN KEY ("networkId", "fromId") REFERENCES "person"("networkId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "nudge" ADD CONSTRAINT "nudge_networkId_toId_fkey" FOREIGN KEY ("networkId", "toId") REFERENCES "person"("networkId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "commitment" ADD CONSTRAINT "commitment_networkId_personId_fkey" FOREIGN KEY ("networkId", "personId") REFERENCES "person"("networkId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;
