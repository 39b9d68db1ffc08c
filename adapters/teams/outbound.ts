import type { PersonRef } from "../../src/core/refs.js";
import type { Card } from "../../src/core/ui/card.js";
import type { ChatPlatform, CredentialStore } from "../../src/ports/chat-platform.js";
import type { Journal } from "../../src/ports/journal.js";
import type { TeamsActivity } from "./card.js";
import type { Connector } from "./connector.js";

export type Out = Pick<ChatPlatform, "sendDirect" | "post" | "reply" | "edit" | "remove" | "find" | "personByEmail"> & {
  /** Into her personal chat. Rejects with a PlatformError. */
  tell(person: PersonRef, what: Card | TeamsActivity): Promise<void>;
};

export type OutSettings = { connector: Connector; credentials: CredentialStore; appId: string; journal: Journal };

export function createOut(_settings: OutSettings): Out {
  throw new Error("to come");
}
