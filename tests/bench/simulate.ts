import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import path from "node:path";
import { z } from "zod";

export type Simulated = { districts: number; seconds: number; rssMb: number; broken: number };

const root = path.join(import.meta.dirname, "../..");
const program = path.join(root, "tests/simulate/run.ts");
const said = z.object({ seconds: z.number(), rss_mb: z.number(), broken: z.array(z.unknown()) });

export const canSimulate = (): boolean => existsSync(program);

/** A simulated programme in a process of its own, as `npm run simulate` runs it. Its own last line says what it took. */
export async function simulate(districts: number, weeks: number): Promise<Simulated> {
  const tsx = path.join(root, "node_modules/tsx/dist/cli.mjs");
  const numbers = ["--districts", `${districts}`, "--weeks", `${weeks}`, "--seed", "7"];
  const child = spawn(process.execPath, [tsx, program, ...numbers], {
    cwd: root,
    stdio: ["ignore", "pipe", "inherit"],
  });
  let text = "";
  child.stdout.setEncoding("utf8").on("data", (chunk: string) => {
    text += chunk;
  });
  await new Promise((resolve) => child.once("close", resolve));
  const last = text.trim().split("\n").at(-1) ?? "";
  const { seconds, rss_mb: rssMb, broken } = said.parse(JSON.parse(last));
  return { districts, seconds, rssMb, broken: broken.length };
}
