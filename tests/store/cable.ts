import { once } from "node:events";
import { type AddressInfo, createServer, connect as dial, type Socket } from "node:net";

/** A cable to a server, which can break, or go dead without a word. */
export type Cable = {
  port: number;
  /** Judges what the client sends: `cut` before it has left, or `cut after`: the server does it and its answer is lost. */
  judge(sent: Buffer): "pass" | "cut" | "cut after";
  /** Nothing goes through any more, and neither side is told. */
  dead: boolean;
  /** New connections are not taken. */
  closed: boolean;
  remove(): Promise<void>;
};

export async function layCable(serverPort: number): Promise<Cable> {
  const ends = new Set<Socket>();
  const listener = createServer((client) => {
    if (cable.closed) {
      client.destroy();
      return;
    }
    const server = dial(serverPort, "127.0.0.1");
    const cut = () => {
      client.destroy();
      server.destroy();
    };
    let answering = true;
    for (const end of [client, server]) {
      ends.add(end);
      end.on("error", () => undefined);
      end.on("close", () => ends.delete(end) && cut());
    }
    client.on("data", (sent) => {
      if (cable.dead) return;
      const verdict = cable.judge(sent);
      if (verdict === "cut") return cut();
      server.write(sent);
      if (verdict === "pass") return;
      answering = false;
      server.once("data", cut);
    });
    server.on("data", (answer) => {
      if (!cable.dead && answering) client.write(answer);
    });
  });
  listener.listen(0, "127.0.0.1");
  await once(listener, "listening");
  const cable: Cable = {
    port: (listener.address() as AddressInfo).port,
    judge: () => "pass",
    dead: false,
    closed: false,
    async remove() {
      for (const end of ends) end.destroy();
      listener.close();
      await once(listener, "close");
    },
  };
  return cable;
}
