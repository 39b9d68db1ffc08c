/**
 * Every permission the Slack app asks for, once and for all features: a scope that is added later has to be approved
 * again by the IT director of every district. manifests/slack/manifest.json, docs/privacy.md and the install link
 * say the same; tests/house/manifest.test.ts compares them with each other and with what the code calls.
 */

export type Feature = "check-ins" | "cycles" | "matching" | "consultancies";

type ScopeRequest = {
  scope: string;
  /** An installer may leave out an optional one; Slack then refuses only the calls that need it. */
  optional: boolean;
  for: readonly Feature[];
  /** These two are read by an IT director: docs/privacy.md has them word for word. */
  reason: string;
  withoutIt: string;
};

const everything: readonly Feature[] = ["check-ins", "cycles", "matching", "consultancies"];

export const scopeRequests = [
  {
    scope: "chat:write",
    optional: false,
    for: everything,
    reason: "Send check-ins, post the digest in the team's channel, and edit or remove the bot's own messages.",
    withoutIt: "The bot cannot say anything.",
  },
  {
    scope: "commands",
    optional: false,
    for: everything,
    reason: "Offer the command /throughline.",
    withoutIt: "The command is missing; people would have to type every word to the bot directly.",
  },
  {
    scope: "im:write",
    optional: false,
    for: everything,
    reason: "Open the private conversation between a team member and the bot.",
    withoutIt: "No check-in reaches anybody.",
  },
  {
    scope: "im:history",
    optional: false,
    for: everything,
    reason:
      "Receive what a person types to the bot, so that an answer typed as plain text is not lost. Look up whether the bot's own message has already arrived before sending it again.",
    withoutIt: "Typed answers are lost.",
  },
  {
    scope: "users:read",
    optional: true,
    for: ["check-ins"],
    reason:
      "Tell the district's own members from guests, bots, closed accounts and people of other organizations when an account is looked up. Slack also asks for it beside the next one.",
    withoutIt: "The same as without the next one.",
  },
  {
    scope: "users:read.email",
    optional: true,
    for: ["check-ins"],
    reason: "Find the Slack account of a person on the team's roster by her work e-mail address.",
    withoutIt: "Each person types a one-time code from her program manager once.",
  },
  {
    scope: "channels:read",
    optional: true,
    for: ["check-ins", "consultancies"],
    reason: "Notice that the bot was invited to a public channel, and that somebody joined or left it.",
    withoutIt: "A participant who has left the channel still counts as present.",
  },
  {
    scope: "groups:read",
    optional: true,
    for: ["check-ins", "consultancies"],
    reason: "The same for a private channel that the bot was invited to.",
    withoutIt: "The same, for private channels.",
  },
  {
    scope: "channels:history",
    optional: true,
    for: ["check-ins", "consultancies"],
    reason:
      "Receive a participant's reply in the thread of a consultancy, in a public channel that the bot was invited to. Look up whether the bot's own post has already arrived before posting it again.",
    withoutIt:
      "Participants contribute by button and form only. A post whose delivery is in doubt is shown to the program manager instead of being looked up.",
  },
  {
    scope: "groups:history",
    optional: true,
    for: ["check-ins", "consultancies"],
    reason: "The same for a private channel that the bot was invited to.",
    withoutIt: "The same, for private channels.",
  },
  {
    scope: "reactions:read",
    optional: true,
    for: ["consultancies"],
    reason: "Count the reactions to a contribution, so that the other districts see the tally.",
    withoutIt: "Reactions stay in the district where they were given.",
  },
] as const satisfies readonly ScopeRequest[];

export type BotScope = (typeof scopeRequests)[number]["scope"];

/** What the installer is asked for: the OAuth link lists these. */
export const botScopes: readonly BotScope[] = scopeRequests.map((request) => request.scope);

/**
 * What each Web API method called in this folder needs; a method that is not here may not be called. Of several
 * history scopes, the one for the kind of conversation it is called on.
 */
export const methodScopes: Readonly<Record<string, readonly BotScope[]>> = {
  "auth.test": [],
  "oauth.v2.access": [],
  "chat.postMessage": ["chat:write"],
  "chat.postEphemeral": ["chat:write"],
  "chat.update": ["chat:write"],
  "chat.delete": ["chat:write"],
  "conversations.open": ["im:write"],
  "conversations.history": ["im:history", "channels:history", "groups:history"],
  "conversations.replies": ["im:history", "channels:history", "groups:history"],
  "users.lookupByEmail": ["users:read", "users:read.email"],
  "views.open": [],
  "views.push": [],
  "views.publish": [],
};

/** The events the app subscribes to, as the manifest names them, and the scopes they need. */
export const eventScopes: Readonly<Record<string, readonly BotScope[]>> = {
  app_home_opened: [],
  app_uninstalled: [],
  tokens_revoked: [],
  "message.im": ["im:history"],
  "message.channels": ["channels:history"],
  "message.groups": ["groups:history"],
  member_joined_channel: ["channels:read", "groups:read"],
  member_left_channel: ["channels:read", "groups:read"],
};

/** Events of features to come: subscribing to them needs no new approval, because their scopes are asked for now. */
export const laterEventScopes: Readonly<Record<string, readonly BotScope[]>> = {
  reaction_added: ["reactions:read"],
  reaction_removed: ["reactions:read"],
};
