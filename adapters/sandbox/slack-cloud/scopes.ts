/** Every scope this cloud acts upon. A workspace seed without a list is granted all of them. */
export const knownScopes = [
  "chat:write",
  "chat:write.customize",
  "chat:write.public",
  "commands",
  "channels:read",
  "channels:history",
  "channels:join",
  "groups:read",
  "groups:history",
  "im:read",
  "im:write",
  "im:history",
  "mpim:write",
  "users:read",
  "users:read.email",
  "team:read",
  "files:write",
  "reactions:write",
] as const;

/** Which scope lets an app see a conversation, read it and hear it. */
export const scopeFor = {
  channel: { read: "channels:read", history: "channels:history" },
  group: { read: "groups:read", history: "groups:history" },
  im: { read: "im:read", history: "im:history" },
} as const;
