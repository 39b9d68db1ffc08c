import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";

const operating = readFileSync("docs/operating.md", "utf8");
const found = (text: string, pattern: RegExp) => [...text.matchAll(pattern)].map((match) => match[1] as string);

describe("what operators are told", () => {
  it("names figures that exist, and all of ours", () => {
    const made = new Set(found(readFileSync("src/metrics.ts", "utf8"), /name: "(throughline_\w+)"/g));
    expect(new Set(found(operating, /`(throughline_\w+)/g))).toEqual(made);
  });

  it("names commands that exist", () => {
    const usage = new Set(found(readFileSync("src/cli.ts", "utf8"), /^(?:const usage = `)?throughline (\w+)/gm));
    const named = new Set([...found(operating, /throughline -- (\w+)/g), ...found(operating, /`throughline (\w+)`?/g)]);
    expect(named.size).toBeGreaterThanOrEqual(3);
    expect([...named].filter((word) => !usage.has(word))).toEqual([]);
  });

  it("shows replicas that are given what the program reads, and time to stop", () => {
    const { services } = parse(readFileSync("docker-compose.yml", "utf8"));
    const { throughline, database } = services;
    expect(throughline.deploy.replicas).toBe(3);
    expect(throughline.command).toBe("node dist/src/cli.js start");
    expect(Object.keys(throughline.environment).sort()).toEqual(["DATABASE_URL", "HOST", "PORT"]);
    const { username, pathname, host } = new URL(throughline.environment.DATABASE_URL.replace(/\$\{\w+\}/, "secret"));
    expect([username, pathname.slice(1), host]).toEqual([
      database.environment.POSTGRES_USER,
      database.environment.POSTGRES_DB,
      "database",
    ]);
    expect(throughline.depends_on.database.condition).toBe("service_healthy");
    expect(Number.parseInt(throughline.stop_grace_period, 10)).toBeGreaterThan(15);
    expect(throughline.healthcheck.test.at(-1)).toContain(`http://127.0.0.1:${throughline.environment.PORT}/readyz`);
    expect(throughline.volumes).toEqual(["./:/throughline:ro"]);
  });
});
