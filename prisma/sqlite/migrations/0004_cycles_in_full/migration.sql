-- AlterTable
ALTER TABLE "team" ADD COLUMN "pauseReason" TEXT;
ALTER TABLE "team" ADD COLUMN "pausedAt" DATETIME;

-- AlterTable
ALTER TABLE "person" ADD COLUMN "awayFrom" TEXT;
ALTER TABLE "person" ADD COLUMN "awayUntil" TEXT;

-- AlterTable
ALTER TABLE "cycle" ADD COLUMN "details" TEXT;
ALTER TABLE "cycle" ADD COLUMN "testers" TEXT;

-- AlterTable
ALTER TABLE "cycle_update" ADD COLUMN "deletedAt" DATETIME;
ALTER TABLE "cycle_update" ADD COLUMN "draftId" TEXT;

-- AlterTable
ALTER TABLE "check_in_slot" ADD COLUMN "occasion" TEXT;

-- AlterTable
ALTER TABLE "check_in_prompt" ADD COLUMN "closesAt" DATETIME;
ALTER TABLE "check_in_prompt" ADD COLUMN "note" TEXT;
ALTER TABLE "check_in_prompt" ADD COLUMN "part" TEXT;
ALTER TABLE "check_in_prompt" ADD COLUMN "remindAt" DATETIME;

-- CreateTable
CREATE TABLE "measure" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "networkId" TEXT NOT NULL,
    "districtId" TEXT NOT NULL,
    "teamId" TEXT NOT NULL,
    "cycleId" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "source" TEXT,
    "unit" TEXT NOT NULL,
    "unitName" TEXT,
    "better" TEXT NOT NULL,
    "about" TEXT NOT NULL,
    "predicts" BOOLEAN NOT NULL,
    "addsUp" BOOLEAN NOT NULL,
    "declaredAt" DATETIME NOT NULL,
    "personId" TEXT,
    CONSTRAINT "measure_networkId_districtId_teamId_fkey" FOREIGN KEY ("networkId", "districtId", "teamId") REFERENCES "team" ("networkId", "districtId", "id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "measure_networkId_districtId_cycleId_fkey" FOREIGN KEY ("networkId", "districtId", "cycleId") REFERENCES "cycle" ("networkId", "districtId", "id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "measure_networkId_personId_fkey" FOREIGN KEY ("networkId", "personId") REFERENCES "person" ("networkId", "id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "prediction_amendment" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "networkId" TEXT NOT NULL,
    "districtId" TEXT NOT NULL,
    "cycleId" TEXT NOT NULL,
    "prediction" TEXT NOT NULL,
    "predictedFigure" REAL,
    "why" TEXT NOT NULL,
    "personId" TEXT NOT NULL,
    "at" DATETIME NOT NULL,
    CONSTRAINT "prediction_amendment_networkId_districtId_cycleId_fkey" FOREIGN KEY ("networkId", "districtId", "cycleId") REFERENCES "cycle" ("networkId", "districtId", "id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "prediction_amendment_networkId_personId_fkey" FOREIGN KEY ("networkId", "personId") REFERENCES "person" ("networkId", "id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "plan_details_version" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "networkId" TEXT NOT NULL,
    "districtId" TEXT NOT NULL,
    "cycleId" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "details" TEXT NOT NULL,
    "testers" TEXT NOT NULL,
    "personId" TEXT NOT NULL,
    "at" DATETIME NOT NULL,
    CONSTRAINT "plan_details_version_networkId_districtId_cycleId_fkey" FOREIGN KEY ("networkId", "districtId", "cycleId") REFERENCES "cycle" ("networkId", "districtId", "id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "plan_details_version_networkId_personId_fkey" FOREIGN KEY ("networkId", "personId") REFERENCES "person" ("networkId", "id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "spread_step" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "networkId" TEXT NOT NULL,
    "districtId" TEXT NOT NULL,
    "teamId" TEXT NOT NULL,
    "cycleId" TEXT NOT NULL,
    "step" TEXT NOT NULL,
    "place" TEXT NOT NULL,
    "people" INTEGER,
    "depth" TEXT,
    "ownership" TEXT,
    "reachedOn" TEXT NOT NULL,
    "personId" TEXT NOT NULL,
    "at" DATETIME NOT NULL,
    CONSTRAINT "spread_step_networkId_districtId_teamId_fkey" FOREIGN KEY ("networkId", "districtId", "teamId") REFERENCES "team" ("networkId", "districtId", "id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "spread_step_networkId_districtId_cycleId_fkey" FOREIGN KEY ("networkId", "districtId", "cycleId") REFERENCES "cycle" ("networkId", "districtId", "id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "spread_step_networkId_personId_fkey" FOREIGN KEY ("networkId", "personId") REFERENCES "person" ("networkId", "id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "nudge" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "networkId" TEXT NOT NULL,
    "districtId" TEXT NOT NULL,
    "teamId" TEXT NOT NULL,
    "cycleId" TEXT,
    "fromId" TEXT NOT NULL,
    "toId" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "overBudget" TEXT,
    "at" DATETIME NOT NULL,
    "answer" TEXT,
    "answeredAt" DATETIME,
    CONSTRAINT "nudge_networkId_districtId_teamId_fkey" FOREIGN KEY ("networkId", "districtId", "teamId") REFERENCES "team" ("networkId", "districtId", "id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "nudge_networkId_districtId_cycleId_fkey" FOREIGN KEY ("networkId", "districtId", "cycleId") REFERENCES "cycle" ("networkId", "districtId", "id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "nudge_networkId_fromId_fkey" FOREIGN KEY ("networkId", "fromId") REFERENCES "person" ("networkId", "id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "nudge_networkId_toId_fkey" FOREIGN KEY ("networkId", "toId") REFERENCES "person" ("networkId", "id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- RedefineTables
PRAGMA defer_foreign_keys=ON;
PRAGMA foreign_keys=OFF;
CREATE TABLE "new_problem_version" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "networkId" TEXT NOT NULL,
    "districtId" TEXT NOT NULL,
    "problemId" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "statement" TEXT,
    "focusArea" TEXT,
    "studentGroups" TEXT NOT NULL,
    "gradeBands" TEXT NOT NULL,
    "rootCauses" TEXT NOT NULL,
    "evidence" TEXT,
    "dashboardColor" TEXT,
    "intendedOutcome" TEXT,
    "investment" TEXT,
    "why" TEXT,
    "personId" TEXT,
    "at" DATETIME NOT NULL,
    CONSTRAINT "problem_version_networkId_districtId_problemId_fkey" FOREIGN KEY ("networkId", "districtId", "problemId") REFERENCES "problem" ("networkId", "districtId", "id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "problem_version_networkId_personId_fkey" FOREIGN KEY ("networkId", "personId") REFERENCES "person" ("networkId", "id") ON DELETE RESTRICT ON UPDATE CASCADE
);
INSERT INTO "new_problem_version" ("at", "districtId", "evidence", "focusArea", "gradeBands", "id", "networkId", "personId", "problemId", "rootCauses", "statement", "studentGroups", "version", "why") SELECT "at", "districtId", "evidence", "focusArea", "gradeBands", "id", "networkId", "personId", "problemId", "rootCauses", "statement", "studentGroups", "version", "why" FROM "problem_version";
DROP TABLE "problem_version";
ALTER TABLE "new_problem_version" RENAME TO "problem_version";
CREATE INDEX "problem_version_networkId_districtId_problemId_idx" ON "problem_version"("networkId", "districtId", "problemId");
CREATE INDEX "problem_version_networkId_personId_idx" ON "problem_version"("networkId", "personId");
CREATE UNIQUE INDEX "problem_version_networkId_problemId_version_key" ON "problem_version"("networkId", "problemId", "version");
CREATE TABLE "new_check_in_rule" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "networkId" TEXT NOT NULL,
    "districtId" TEXT NOT NULL,
    "teamId" TEXT NOT NULL,
    "weekday" INTEGER NOT NULL,
    "at" TEXT NOT NULL,
    "everyWeeks" INTEGER NOT NULL,
    "anchor" TEXT NOT NULL,
    "active" BOOLEAN NOT NULL,
    "aroundConvenings" BOOLEAN NOT NULL DEFAULT false,
    "weeklyInDo" BOOLEAN NOT NULL DEFAULT false,
    CONSTRAINT "check_in_rule_networkId_districtId_teamId_fkey" FOREIGN KEY ("networkId", "districtId", "teamId") REFERENCES "team" ("networkId", "districtId", "id") ON DELETE RESTRICT ON UPDATE CASCADE
);
INSERT INTO "new_check_in_rule" ("active", "anchor", "at", "districtId", "everyWeeks", "id", "networkId", "teamId", "weekday") SELECT "active", "anchor", "at", "districtId", "everyWeeks", "id", "networkId", "teamId", "weekday" FROM "check_in_rule";
DROP TABLE "check_in_rule";
ALTER TABLE "new_check_in_rule" RENAME TO "check_in_rule";
CREATE INDEX "check_in_rule_networkId_districtId_teamId_idx" ON "check_in_rule"("networkId", "districtId", "teamId");
CREATE UNIQUE INDEX "check_in_rule_networkId_districtId_id_key" ON "check_in_rule"("networkId", "districtId", "id");
CREATE TABLE "new_commitment" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "networkId" TEXT NOT NULL,
    "districtId" TEXT NOT NULL,
    "teamId" TEXT NOT NULL,
    "conveningId" TEXT,
    "what" TEXT NOT NULL,
    "who" TEXT,
    "personId" TEXT,
    "by" TEXT,
    "state" TEXT NOT NULL,
    "note" TEXT,
    "createdAt" DATETIME NOT NULL,
    "settledAt" DATETIME,
    CONSTRAINT "commitment_networkId_districtId_teamId_fkey" FOREIGN KEY ("networkId", "districtId", "teamId") REFERENCES "team" ("networkId", "districtId", "id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "commitment_networkId_conveningId_fkey" FOREIGN KEY ("networkId", "conveningId") REFERENCES "convening" ("networkId", "id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "commitment_networkId_personId_fkey" FOREIGN KEY ("networkId", "personId") REFERENCES "person" ("networkId", "id") ON DELETE RESTRICT ON UPDATE CASCADE
);
INSERT INTO "new_commitment" ("by", "conveningId", "createdAt", "districtId", "id", "networkId", "state", "teamId", "what", "who") SELECT "by", "conveningId", "createdAt", "districtId", "id", "networkId", "state", "teamId", "what", "who" FROM "commitment";
DROP TABLE "commitment";
ALTER TABLE "new_commitment" RENAME TO "commitment";
CREATE INDEX "commitment_networkId_districtId_teamId_idx" ON "commitment"("networkId", "districtId", "teamId");
CREATE INDEX "commitment_networkId_conveningId_idx" ON "commitment"("networkId", "conveningId");
CREATE INDEX "commitment_networkId_personId_idx" ON "commitment"("networkId", "personId");
PRAGMA foreign_keys=ON;
PRAGMA defer_foreign_keys=OFF;

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
