/** A personal reminder that a program manager sends through the bot, and what came back. */
export type Nudge = {
  id: string;
  networkId: string;
  districtId: string;
  teamId: string;
  /** What it is about; null: no cycle of the team. */
  cycleId: string | null;
  fromId: string;
  toId: string;
  text: string;
  /** Why it was sent although her week was full; null where it had room. */
  overBudget: string | null;
  at: Date;
  /** Empty: removed by its author. */
  answer: string | null;
  answeredAt: Date | null;
};
