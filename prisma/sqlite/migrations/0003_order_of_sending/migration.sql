-- DropIndex
DROP INDEX "outbox_message_platform_workspace_lane_state_seq_idx";

-- CreateIndex
CREATE INDEX "lane_platform_workspace_nextAt_key_idx" ON "lane"("platform", "workspace", "nextAt", "key");

-- CreateIndex
CREATE INDEX "lane_leaseUntil_idx" ON "lane"("leaseUntil");

-- CreateIndex
CREATE INDEX "outbox_message_platform_workspace_lane_state_notBefore_seq_idx" ON "outbox_message"("platform", "workspace", "lane", "state", "notBefore", "seq");
