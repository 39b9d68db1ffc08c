/** Ids as Slack makes them, from a uuid: the same uuid gives the same id. */
export const slackIds = {
  platform: "slack",
  workspaceId: (uuid: string) => idFrom("T", uuid),
  userId: (uuid: string) => idFrom("U", uuid),
  channelId: (uuid: string) => idFrom("C", uuid),
};

function idFrom(kind: string, uuid: string): string {
  return kind + uuid.replaceAll("-", "").slice(0, 10).toUpperCase();
}
