import type { MessageRef } from "../../src/core/refs.js";
import { PlatformError } from "../../src/ports/chat-platform.js";
import type { PlatformDriver, Tampering } from "./driver.js";
import {
  answered,
  changedPlatform,
  hearingItself,
  mistaken,
  noticesForAll,
  redrawn,
  rememberingReferences,
  submitted,
  swallowing,
  told,
  typedOver,
} from "./tampering.js";

/** A mistake that an adapter could make, and the case that must find it. */
export type PlantedFault = {
  what: string;
  caughtBy: string;
  /** Other cases that rest on the same thing, and fail with it too. */
  alsoIn?: string[];
  /** Further ones on one platform, by its name. */
  alsoOn?: Record<string, string[]>;
  plant(driver: PlatformDriver): Tampering;
};

export const plantedFaults: PlantedFault[] = [
  {
    what: "only people who have written first can be reached",
    caughtBy: "direct message to someone never met",
    plant: (driver) =>
      changedPlatform((platform) => ({
        async sendDirect(to, message) {
          if (to.user !== driver.people.neverMet.user) return platform.sendDirect(to, message);
          throw new PlatformError({ kind: "unreachable", reason: "no conversation is stored" });
        },
      })),
  },
  {
    what: "what is meant for the channel goes to one person",
    caughtBy: "a message in the team's channel is seen by everybody in it",
    alsoIn: [
      "a message is found by its marker, and only by it",
      "a typed message comes as it was typed, with where and who",
      "an unclear outcome is ambiguous, sent once, and ends in time",
    ],
    // Private chats have no threads there.
    alsoOn: {
      Teams: [
        "a reply goes into the thread of its message",
        "an outsider in the channel is not a member",
        "references survive a restart",
      ],
    },
    plant: (driver) =>
      changedPlatform((platform) => ({ post: (_to, message) => platform.sendDirect(driver.people.member, message) })),
  },
  {
    what: "an edit posts a new message",
    caughtBy: "edit changes the same message",
    alsoIn: ["over-long text arrives whole", "references survive a restart"],
    // Nothing can be posted in a private chat as if it were a channel.
    alsoOn: { Teams: ["own messages, and those of other bots, are ignored"] },
    plant: () => changedPlatform((platform) => ({ edit: (message, outgoing) => platform.post(message, outgoing) })),
  },
  {
    what: "a reply is posted beside the thread",
    caughtBy: "a reply goes into the thread of its message",
    alsoIn: ["a message is found by its marker, and only by it", "references survive a restart"],
    plant: () => changedPlatform((platform) => ({ reply: (to, message) => platform.post(to, message) })),
  },
  {
    what: "removing does nothing",
    caughtBy: "a removed message is gone, and removing it twice is no error",
    plant: () => changedPlatform(() => ({ remove: async () => {} })),
  },
  {
    what: "the last message is taken for the one that is looked for",
    caughtBy: "a message is found by its marker, and only by it",
    plant: () => {
      let last: MessageRef | undefined;
      const remembered = async (sending: Promise<MessageRef>): Promise<MessageRef> => {
        last = await sending;
        return last;
      };
      return changedPlatform((platform) => ({
        post: (to, message) => remembered(platform.post(to, message)),
        find: async () => last,
      }));
    },
  },
  {
    what: "a long text is cut",
    caughtBy: "over-long text arrives whole",
    plant: () => redrawn((block) => [block.kind === "quote" ? { ...block, text: block.text.slice(0, 3000) } : block]),
  },
  {
    what: "a picture loses its address",
    caughtBy: "every card element renders alone and together",
    plant: () =>
      redrawn((block) => [block.kind === "picture" ? { ...block, url: "https://example.com/none.png" } : block]),
  },
  {
    what: "a picture without an address is dropped",
    caughtBy: "a picture without an address is read as its words",
    plant: () => redrawn((block) => (block.kind === "picture" && block.url === undefined ? [] : [block])),
  },
  {
    what: "a person's own words are read as markup",
    caughtBy: "a person's own words are shown to the letter and never read as markup",
    alsoIn: ["every card element renders alone and together", "plain-text fallback says what the card says"],
    plant: () => redrawn((block) => [block.kind === "quote" ? { kind: "text", text: block.text } : block]),
  },
  {
    what: "notifications say nothing",
    caughtBy: "plain-text fallback says what the card says",
    plant: (driver) => driver.wire.withoutFallback,
  },
  {
    what: "references are kept in memory",
    caughtBy: "references survive a restart",
    plant: () => changedPlatform(rememberingReferences),
  },
  {
    what: "the home page stays as it is",
    caughtBy: "the home page shows its card, and then the next one",
    plant: () => answered((reply, event) => (event.kind === "home" ? { kind: "none" } : reply)),
  },
  {
    what: "a command opens no form",
    caughtBy: "a form opens on a button and on a command",
    plant: () =>
      answered((reply, event) => (event.kind === "command" && reply.kind === "show-form" ? { kind: "none" } : reply)),
  },
  {
    what: "hints are left out",
    caughtBy: "every form element renders alone and together",
    plant: () =>
      answered((reply) => {
        if (reply.kind !== "show-form") return reply;
        const fields = reply.form.fields.map((field) =>
          field.kind === "note" ? field : { ...field, hint: undefined },
        );
        return { ...reply, form: { ...reply.form, fields } };
      }),
  },
  {
    what: "of several choices one comes back",
    caughtBy: "values come back typed",
    plant: () => submitted((value) => (Array.isArray(value) ? value.slice(0, 1) : value)),
  },
  {
    what: "a long answer is cut",
    caughtBy: "a long text in a form comes back whole",
    plant: () => submitted((value) => (typeof value === "string" ? value.slice(0, 3000) : value)),
  },
  {
    what: "a form with errors closes",
    caughtBy: "field errors keep the form and what was typed",
    plant: () =>
      answered((reply) =>
        reply.kind === "keep-form" && Object.keys(reply.errors).length > 1 ? { kind: "close-form" } : reply,
      ),
  },
  {
    what: "what was typed stays in the fields of the form that comes next",
    caughtBy: "a form in the place of the one that was sent holds what it says itself",
    plant: () => answered((reply, event) => (event.kind === "submit" ? typedOver(reply, event.values) : reply)),
  },
  {
    what: "what is wrong with the whole form is not said",
    caughtBy: "what is wrong with the form as a whole is said in it",
    plant: () => answered((reply) => (reply.kind === "keep-form" ? { ...reply, notice: undefined } : reply)),
  },
  {
    what: "a form whose handler throws closes",
    caughtBy: "a throwing handler keeps the form and the text",
    plant: () => swallowing((event) => event.kind === "submit"),
  },
  {
    what: "a form closes without a word",
    caughtBy: "closing a form can say something",
    plant: () => answered((reply) => (reply.kind === "close-form" ? { kind: "close-form" } : reply)),
  },
  {
    what: "typed text arrives in the platform's own spelling",
    caughtBy: "a typed message comes as it was typed, with where and who",
    plant: () =>
      told((event) => (event.kind === "message" ? { ...event, text: event.text.replaceAll("&", "&amp;") } : event)),
  },
  {
    what: "an edited message passes for a new one",
    caughtBy: "an edited and a deleted message are told as such, of the same message",
    plant: () => told((event) => (event.kind === "edited" ? { ...event, kind: "message" } : event)),
  },
  {
    what: "a button loses part of what it carries",
    caughtBy: "a button carries its action, and where it was pressed",
    plant: () =>
      told((event) => {
        if (event.kind !== "action" || event.action.do !== "update") return event;
        return { ...event, action: { do: "update", cycle: event.action.cycle } };
      }),
  },
  {
    what: "every command is a call for help",
    caughtBy: "a command carries its word and the rest",
    plant: () => told((event) => (event.kind === "command" ? { ...event, name: "help" } : event)),
  },
  {
    what: "a notice is posted for all",
    caughtBy: "a notice is for the one who acted, and for nobody else",
    plant: () => noticesForAll(),
  },
  {
    what: "each delivery has a key of its own",
    caughtBy: "redelivery has the same key and no second effect",
    plant: () => {
      let deliveries = 0;
      return told((event) => {
        deliveries += 1;
        return { ...event, key: `${event.key}:${deliveries}` };
      });
    },
  },
  {
    what: "messages with the same words have the same key",
    caughtBy: "two acts never share a key",
    plant: () => told((event) => (event.kind === "message" ? { ...event, key: `message:${event.text}` } : event)),
  },
  {
    what: "a failed event counts as handled",
    caughtBy: "what fails in the house is delivered again",
    plant: () => swallowing((event) => event.kind !== "submit"),
  },
  {
    what: "the bot hears itself",
    caughtBy: "own messages, and those of other bots, are ignored",
    plant: () => hearingItself(),
  },
  {
    what: "nobody is told who leaves",
    caughtBy: "who brings the bot in, and who leaves, is told",
    plant: () => told((event) => (event.kind === "member-left" ? undefined : event)),
  },
  {
    what: "everybody in the channel passes for a member",
    caughtBy: "an outsider in the channel is not a member",
    plant: ({ people }) =>
      told((event) => {
        if (!("person" in event) || event.person === undefined) return event;
        return { ...event, person: { ...event.person, workspace: people.member.workspace } };
      }),
  },
  {
    what: "a guest passes for a member",
    caughtBy: "an e-mail finds full members only",
    plant: ({ people }) =>
      changedPlatform((platform) => ({
        personByEmail: async (workspace, email) => (await platform.personByEmail(workspace, email)) ?? people.guest,
      })),
  },
  {
    what: "nothing is checked",
    caughtBy: "unsigned, forged, expired and replayed requests are refused, and there is no event",
    plant: (driver) => driver.wire.signatureOff,
  },
  {
    what: "garbage is an error of ours",
    caughtBy: "garbage is refused at once, and the next request is served",
    plant: (driver) => driver.wire.garbageAs500,
  },
  {
    what: "how long to wait is guessed",
    caughtBy: "a rate limit is a typed error with its time",
    plant: () =>
      mistaken((failure) => (failure.kind === "rate-limited" ? { ...failure, retryAfterMs: 1000 } : failure)),
  },
  {
    what: "what may have been sent is sent again",
    caughtBy: "an unclear outcome is ambiguous, sent once, and ends in time",
    plant: () =>
      changedPlatform((platform) => ({
        post: (to, message) =>
          platform.post(to, message).catch((error: unknown) => {
            const unclear = error instanceof PlatformError && error.failure.kind === "ambiguous";
            return unclear ? platform.post(to, message) : Promise.reject(error);
          }),
      })),
  },
  {
    what: "nobody looks at the lease before a request leaves",
    caughtBy: "looks once more at the lease right before a request leaves, and sends nothing where it is over",
    plant: () =>
      changedPlatform((platform) => ({
        sendDirect: (to, { card, marker }) => platform.sendDirect(to, { card, marker }),
      })),
  },
  {
    what: "a removed app passes for a passing fault",
    caughtBy: "a removed app is unreachable, and the house is told",
    plant: () =>
      mistaken((failure) => (failure.kind === "unreachable" ? { kind: "not-sent", reason: failure.reason } : failure)),
  },
];
