/** Ids as Entra and Teams make them, from a uuid: the same uuid gives the same id. */
export const teamsIds = {
  platform: "teams",
  workspaceId: (uuid: string) => uuid,
  userId: (uuid: string) => uuid,
  channelId: (uuid: string) => `19:${uuid.replaceAll("-", "")}@thread.tacv2`,
};
