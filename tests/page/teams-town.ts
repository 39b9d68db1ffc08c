import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { startTeamsCloud, type TeamsCloud } from "../../adapters/sandbox/teams-cloud/index.js";

export const tenant = "0b1f1a52-6c1d-4b5e-9a53-6f4c58a1d001";
export const lead = "7a0c2f0e-1111-4f6b-8a11-000000000001";
export const coach = "7a0c2f0e-1111-4f6b-8a11-000000000002";
export const visitor = "7a0c2f0e-1111-4f6b-8a11-000000000003";
const poll = "7a0c2f0e-1111-4f6b-8a11-000000000004";
export const general = "19:general0000000000000000000000000@thread.tacv2";
export const exitTickets = "19:exittickets000000000000000000000@thread.tacv2";

type Activity = { type: string; name?: string; text?: string; value?: { data?: Record<string, unknown> } };
export type Answer = { status: number; json?: unknown };

export type Town = {
  cloud: TeamsCloud;
  /** What the app was sent, oldest first. */
  heard: Activity[];
  /** What the app answers; 200 without a body at first. */
  answer: (activity: Activity) => Answer | Promise<Answer>;
  /** The app writes: to a person, or to a channel (and there into a thread). Gives the message's id. */
  post(to: { person: string } | { channel: string; thread?: string }, card: unknown): Promise<string>;
  /** The app writes another card over a message to a person. */
  rewrite(person: string, message: string, card: unknown): Promise<void>;
  stop(): Promise<void>;
};

/** One tenant with two teachers, a visitor and a team of two channels, and an app that answers what a test says. */
export async function startTown(): Promise<Town> {
  const heard: Activity[] = [];
  const app = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", async () => {
      const activity = JSON.parse(Buffer.concat(chunks).toString()) as Activity;
      heard.push(activity);
      const { status, json } = await town.answer(activity);
      response.writeHead(status, { "content-type": "application/json" });
      response.end(json === undefined ? "" : JSON.stringify(json));
    });
  });
  await new Promise<void>((resolve) => app.listen(0, "127.0.0.1", resolve));
  const cloud = await startTeamsCloud({
    appId: "2f6c7d8e-2222-4c3d-9e4f-000000000009",
    appPassword: "password-of-the-tests",
    homeTenant: tenant,
    appUrl: () => `http://127.0.0.1:${(app.address() as AddressInfo).port}`,
    rateLimits: false,
    retryDelaysMs: [],
    tenants: [
      {
        id: tenant,
        name: "Sample Valley Unified (sample)",
        installed: true,
        people: [
          { id: lead, name: "Team lead, Sample Valley", title: "Grade 8 math" },
          { id: coach, name: "Coach, Sample Valley", guest: true },
          { id: visitor, name: "Team lead, Newark Unified", homeTenant: "0b1f1a52-6c1d-4b5e-9a53-6f4c58a1d002" },
          { id: poll, name: "Poll", bot: true },
        ],
        teams: [
          {
            id: general,
            name: "Improvement",
            members: [lead, coach],
            channels: [{ id: exitTickets, name: "exit-tickets", members: [lead, coach, visitor], shared: true }],
          },
        ],
      },
    ],
  });

  async function connector(method: string, path: string, body: unknown): Promise<{ id: string; activityId?: string }> {
    const response = await fetch(`${cloud.serviceUrl(tenant)}v3/conversations${path}`, {
      method,
      headers: { authorization: `Bearer ${cloud.accessToken()}`, "content-type": "application/json" },
      body: JSON.stringify(body),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${response.status} ${text}`);
    return JSON.parse(text === "" ? "{}" : text) as { id: string };
  }

  const activityOf = (content: unknown) => ({
    type: "message",
    summary: "A card",
    attachments: [{ contentType: "application/vnd.microsoft.card.adaptive", content }],
  });

  const town: Town = {
    cloud,
    heard,
    answer: () => ({ status: 200 }),
    async post(to, card) {
      if ("person" in to) {
        const chat = encodeURIComponent(cloud.personal(tenant, to.person));
        return (await connector("POST", `/${chat}/activities`, activityOf(card))).id;
      }
      if (to.thread !== undefined) {
        const thread = encodeURIComponent(`${to.channel};messageid=${to.thread}`);
        return (await connector("POST", `/${thread}/activities`, activityOf(card))).id;
      }
      const made = { isGroup: true, channelData: { channel: { id: to.channel } }, activity: activityOf(card) };
      return (await connector("POST", "", made)).activityId ?? "";
    },
    async rewrite(person, message, card) {
      const chat = encodeURIComponent(cloud.personal(tenant, person));
      await connector("PUT", `/${chat}/activities/${message}`, activityOf(card));
    },
    async stop() {
      await cloud.stop();
      await close(app);
    },
  };
  return town;
}

function close(server: Server): Promise<void> {
  server.closeAllConnections();
  return new Promise((resolve) => server.close(() => resolve()));
}
