import type { MessageKind } from "./effects.js";

export const outboxPolicies = ["once", "passing", "surely", "repeatable"] as const;

/**
 * What becomes of a message of which nobody recorded how its sending ended: by what a duplicate and a loss would cost.
 *
 * - `once`: rather lost than doubled. Questions, hellos, digests, answers. Where it stays unclear, a person decides.
 * - `passing`: the same, and worth nothing later: reminders.
 * - `surely`: rather doubled than lost: alerts.
 * - `repeatable`: sending it again is harmless: changes to a message that is there.
 */
export type OutboxPolicy = (typeof outboxPolicies)[number];

type Rule = {
  /** It is looked for on the platform before it is sent again. */
  lookUp: boolean;
  /** Where nobody can look. */
  otherwise: "stays unknown" | "is sent again";
  /** Not sent when it is later than this, in ms after it was due. */
  staleAfterMs?: number;
};

export const policies: Record<OutboxPolicy, Rule> = {
  once: { lookUp: true, otherwise: "stays unknown" },
  passing: { lookUp: true, otherwise: "stays unknown", staleAfterMs: 30 * 60_000 },
  surely: { lookUp: true, otherwise: "is sent again" },
  repeatable: { lookUp: false, otherwise: "is sent again" },
};

export function policyOf(kind: MessageKind): OutboxPolicy {
  switch (kind) {
    case "check-in":
    case "welcome":
    case "draft":
    case "answer":
    case "digest":
    case "program manager digest":
    case "nudge":
    case "nudge answer":
    case "bright spot":
    case "groups":
    case "groups draft":
    case "introduction":
    case "introductions":
    case "help request":
    case "help answer":
      return "once";
    case "reminder":
      return "passing";
    case "edit":
      return "repeatable";
    default:
      return kind satisfies never;
  }
}

/**
 * Whose workspaces a message to a person may be read in. What several districts wrote, and what comes back to a program manager,
 * only in the network's; what names a district to another one, only in the reader's own; what names a team's work, in no
 * other district's.
 */
export function placesOf(kind: MessageKind): "own" | "network" | "own or network" | "any" {
  switch (kind) {
    case "groups":
      return "own";
    case "program manager digest":
    case "nudge answer":
    case "groups draft":
    case "introductions":
      return "network";
    case "nudge":
    case "bright spot":
    case "introduction":
    case "help request":
    case "help answer":
      return "own or network";
    case "check-in":
    case "welcome":
    case "draft":
    case "answer":
    case "digest":
    case "reminder":
    case "edit":
      return "any";
    default:
      return kind satisfies never;
  }
}

/** Whether its time is over: it is not sent any more. */
export function isTooLate(
  { policy, notBefore, expiresAt }: { policy: OutboxPolicy; notBefore: Date; expiresAt: Date | null },
  now: Date,
): boolean {
  const { staleAfterMs = Number.POSITIVE_INFINITY } = policies[policy];
  return (expiresAt !== null && now > expiresAt) || now.getTime() - notBefore.getTime() > staleAfterMs;
}
