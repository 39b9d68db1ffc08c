import type { Journal } from "../../src/ports/journal.js";
import { credentialsRefused, wrongPassword } from "./errors.js";

export type BotToken = {
  /** Rejects with whatever Entra's client rejects with. Many callers at once make one request. */
  get(): Promise<string>;
  /** Teams did not take this token: it is not given out again. */
  refused(token: string): void;
};

/** A token that is younger and was refused is no matter of its age. */
const freshMs = 300_000;

/**
 * The bot's token, as long as Teams takes it. `ask` gives the kept one while that lasts; `anew` makes it fetch another.
 * What only the operator can mend is written down for her, each time that Entra or Teams says it.
 */
export function createBotToken(ask: (how: { anew: boolean }) => Promise<string>, journal: Journal): BotToken {
  let asking: Promise<string> | undefined;
  let unwanted: string | undefined;
  let replacement: { token: string; at: number } | undefined;

  async function fetched(): Promise<string> {
    try {
      const token = await ask({ anew: false });
      if (token !== unwanted) return token;
      const fresh = await ask({ anew: true });
      replacement = { token: fresh, at: Date.now() };
      return fresh;
    } catch (error) {
      const reason = credentialsRefused(error);
      if (reason !== undefined) journal.error("teams.credentials-refused", { reason, fix: wrongPassword });
      throw error;
    }
  }

  return {
    get() {
      asking ??= fetched().finally(() => {
        asking = undefined;
      });
      return asking;
    },
    refused(token) {
      unwanted = token;
      if (token !== replacement?.token) return;
      if (Date.now() - replacement.at < freshMs) journal.error("teams.fresh-token-refused", { fix: wrongPassword });
      // Once for all messages that went out with it.
      replacement = undefined;
    },
  };
}
