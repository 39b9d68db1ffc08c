/**
 * Where things live on a chat platform. Every string here is the platform's own id and means something
 * only to that platform's adapter; the rest of the house stores it and hands it back.
 */

/** A Slack team, a Slack org or a Teams tenant. `platform` is the adapter's name. */
export type WorkspaceRef = { platform: string; workspace: string };

/**
 * A person as one workspace knows her. People are keyed by (workspace, user), never by user alone.
 * `direct`: what the adapter wants back to reach her privately, when it knows it.
 */
export type PersonRef = WorkspaceRef & { user: string; direct?: string };

export type ChannelRef = WorkspaceRef & { channel: string };

/** `thread` is the root message of the thread that the message belongs to, when it belongs to one. */
export type MessageRef = ChannelRef & { message: string; thread?: string };

/** One line of text that names a workspace in keys, lanes and logs. */
export function workspaceKey(ref: WorkspaceRef): string {
  return `${ref.platform}:${ref.workspace}`;
}
