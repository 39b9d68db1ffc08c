import type { KnownBlock } from "@slack/types";

/** What `content` is for Slack: of a message, a form, the home page. */
export type SlackMessageContent = { blocks?: KnownBlock[]; files: SlackFile[] };
export type SlackFile = { title: string; altText?: string };
export type SlackViewContent = {
  title?: string;
  /** Without it, the form has nothing to send. */
  submit?: string;
  close?: string;
  blocks: KnownBlock[];
  /** What is in the fields now: block id → action id → value in Slack's shape. */
  values: Record<string, Record<string, Record<string, unknown>>>;
};
