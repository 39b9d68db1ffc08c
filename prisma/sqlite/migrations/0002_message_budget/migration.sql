-- AlterTable
ALTER TABLE "person" ADD COLUMN "weeklyMessages" INTEGER;

-- AlterTable
ALTER TABLE "outbox_message" ADD COLUMN "contact" TEXT;
ALTER TABLE "outbox_message" ADD COLUMN "personId" TEXT;
ALTER TABLE "outbox_message" ADD COLUMN "week" TEXT;

-- CreateTable
CREATE TABLE "folded_note" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "networkId" TEXT NOT NULL,
    "districtId" TEXT,
    "personId" TEXT NOT NULL,
    "contact" TEXT NOT NULL,
    "heading" TEXT NOT NULL,
    "at" DATETIME NOT NULL,
    "saidIn" TEXT,
    CONSTRAINT "folded_note_networkId_personId_fkey" FOREIGN KEY ("networkId", "personId") REFERENCES "person" ("networkId", "id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateIndex
CREATE INDEX "folded_note_networkId_personId_at_idx" ON "folded_note"("networkId", "personId", "at");

-- CreateIndex
CREATE INDEX "outbox_message_networkId_personId_week_idx" ON "outbox_message"("networkId", "personId", "week");


