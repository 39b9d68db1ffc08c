-- DropIndex
DROP INDEX "lane_nextAt_idx";

-- DropIndex
DROP INDEX "outbox_message_platform_workspace_lane_state_seq_idx";

-- CreateIndex
CREATE INDEX "lane_nextAt_platform_workspace_key_idx" ON "lane"("nextAt", "platform", "workspace", "key");

-- CreateIndex
CREATE INDEX "outbox_message_platform_workspace_lane_state_notBefore_seq_idx" ON "outbox_message"("platform", "workspace", "lane", "state", "notBefore", "seq");
