-- AlterTable
ALTER TABLE "person" ADD COLUMN "weeklyMessages" INTEGER;

-- AlterTable
ALTER TABLE "outbox_message" ADD COLUMN "contact" TEXT COLLATE "C";
ALTER TABLE "outbox_message" ADD COLUMN "personId" TEXT COLLATE "C";
ALTER TABLE "outbox_message" ADD COLUMN "week" TEXT COLLATE "C";

-- CreateTable
CREATE TABLE "folded_note" (
    "id" TEXT COLLATE "C" NOT NULL,
    "networkId" TEXT COLLATE "C" NOT NULL,
    "districtId" TEXT COLLATE "C",
    "personId" TEXT COLLATE "C" NOT NULL,
    "contact" TEXT COLLATE "C" NOT NULL,
    "heading" TEXT COLLATE "C" NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "saidIn" TEXT COLLATE "C",

    CONSTRAINT "folded_note_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "folded_note_networkId_personId_at_idx" ON "folded_note"("networkId", "personId", "at");

-- CreateIndex
CREATE INDEX "outbox_message_networkId_personId_week_idx" ON "outbox_message"("networkId", "personId", "week");

-- AddForeignKey
ALTER TABLE "folded_note" ADD CONSTRAINT "folded_note_networkId_personId_fkey" FOREIGN KEY ("networkId", "personId") REFERENCES "person"("networkId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;
