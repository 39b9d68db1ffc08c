import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { filesUnder } from "../../scripts/steps.mjs";

type Result = {
  modules: { source: string }[];
  summary: { violations: { from: string; to: string; rule: { name: string } }[] };
};

const root = process.cwd();
const config = createRequire(import.meta.url)("../../.dependency-cruiser.cjs");
const rules: { name: string; comment: string; severity: string }[] = config.forbidden;

/** For each rule: files that break it, and the file that must be named as the culprit. */
const planted: Record<string, { files: Record<string, string>; from: string }> = {
  "core-is-pure": {
    from: "src/core/plant-disk.ts",
    files: { "src/core/plant-disk.ts": 'import { readFileSync } from "node:fs";\nexport const x = readFileSync;' },
  },
  "ports-know-only-core": {
    from: "src/ports/plant.ts",
    files: { "src/ports/plant.ts": 'import type { used } from "../app/use.js";\nexport type X = typeof used;' },
  },
  "app-knows-core-and-ports": {
    from: "src/app/plant.ts",
    files: { "src/app/plant.ts": 'import { rows } from "../store/rows.js";\nexport const x = rows;' },
  },
  "store-knows-core-and-ports": {
    from: "src/store/plant.ts",
    files: { "src/store/plant.ts": 'import { used } from "../app/use.js";\nexport const x = used;' },
  },
  "pictures-know-core-and-ports": {
    from: "src/pictures/plant.ts",
    files: { "src/pictures/plant.ts": 'import { rows } from "../store/rows.js";\nexport const x = rows;' },
  },
  "adapters-know-core-and-ports": {
    from: "adapters/slack/plant.ts",
    files: { "adapters/slack/plant.ts": 'import { rows } from "../../src/store/rows.js";\nexport const x = rows;' },
  },
  "adapters-do-not-know-each-other": {
    from: "adapters/sandbox/slack-cloud/plant.tsx",
    files: {
      "adapters/sandbox/slack-cloud/plant.tsx":
        'import { slack } from "../../slack/index.js";\nexport const x = slack;',
    },
  },
  "only-main-knows-adapters": {
    from: "src/http.ts",
    files: { "src/http.ts": 'import { slack } from "../adapters/slack/index.js";\nexport const x = slack;' },
  },
  "nobody-imports-the-roots": {
    from: "src/config.ts",
    files: { "src/config.ts": 'import { main } from "./main.js";\nexport const x = main;' },
  },
  "slack-sdk-stays-in-its-adapter": {
    from: "src/app/plant-slack.ts",
    files: { "src/app/plant-slack.ts": 'import type { App } from "@slack/bolt";\nexport type X = App;' },
  },
  "teams-sdk-stays-in-one-file": {
    from: "adapters/teams/inbound.ts",
    files: {
      "adapters/teams/inbound.ts":
        'import { GovernmentConstants } from "botframework-connector";\nexport const x = GovernmentConstants;',
    },
  },
  "database-stays-in-the-store": {
    from: "src/app/plant-database.ts",
    files: {
      "src/app/plant-database.ts": 'import { PrismaClient } from "@prisma/client";\nexport const x = PrismaClient;',
    },
  },
  "the-page-runs-in-a-browser": {
    from: "adapters/sandbox/page/client/plant.tsx",
    files: { "adapters/sandbox/page/client/plant.tsx": 'import { join } from "node:path";\nexport const x = join;' },
  },
  "product-does-not-import-tests": {
    from: "src/plant-test.ts",
    files: {
      "src/plant-test.ts": 'import { fake } from "../tests/fake.js";\nexport const x = fake;',
      "tests/fake.ts": "export const fake = 1;",
    },
  },
  "product-needs-no-dev-packages": {
    from: "src/app/plant-dev.ts",
    files: { "src/app/plant-dev.ts": 'import fc from "fast-check";\nexport const x = fc;' },
  },
  "no-cycles": {
    from: "src/app/egg.ts",
    files: {
      "src/app/egg.ts": 'import { hen } from "./hen.js";\nexport const egg = () => hen;',
      "src/app/hen.ts": 'import { egg } from "./egg.js";\nexport const hen = () => egg;',
    },
  },
  "nothing-unresolved": {
    from: "src/app/plant-lost.ts",
    files: { "src/app/plant-lost.ts": 'import { x } from "./nowhere.js";\nexport const y = x;' },
  },
};

/** What is allowed, one import for each arrow of the picture, and must stay so. */
const allowed: Record<string, string> = {
  "src/core/thing.ts": 'import { z } from "zod";\nexport const thing = z;',
  "src/ports/port.ts":
    'import type { IncomingMessage } from "node:http";\nimport type { thing } from "../core/thing.js";\nexport type Port = [IncomingMessage, typeof thing];',
  "src/app/use.ts": 'import type { Port } from "../ports/port.js";\nexport const used = (port: Port) => port;',
  "src/store/rows.ts":
    'import { PrismaClient } from "@prisma/client";\nimport type { Port } from "../ports/port.js";\nexport const rows = (port: Port) => [port, PrismaClient];',
  "src/pictures/draw.ts": 'import type { Port } from "../ports/port.js";\nexport const draw = (port: Port) => port;',
  "adapters/slack/index.ts":
    'import type { App } from "@slack/bolt";\nimport type { Port } from "../../src/ports/port.js";\nexport const slack = (port: Port, app: App) => [port, app];',
  "adapters/teams/index.ts":
    'import type { Port } from "../../src/ports/port.js";\nexport const teams = (port: Port) => port;',
  "src/main.ts":
    'import { slack } from "../adapters/slack/index.js";\nimport { used } from "./app/use.js";\nimport { rows } from "./store/rows.js";\nexport const main = [slack, used, rows];',
};

function cruise(folder: string, ...what: string[]): Result {
  const cli = path.join(root, "node_modules/dependency-cruiser/bin/dependency-cruise.mjs");
  const args = [cli, ...what, "--config", path.join(root, ".dependency-cruiser.cjs"), "--output-type", "json"];
  try {
    return JSON.parse(execFileSync("node", args, { cwd: folder, encoding: "utf8", maxBuffer: 1 << 28 }));
  } catch (error) {
    return JSON.parse((error as { stdout: string }).stdout); // its exit code is the number of violations
  }
}

describe("the import rules", () => {
  let folder: string;
  let result: Result;
  beforeAll(() => {
    folder = mkdtempSync(path.join(tmpdir(), "throughline-imports-"));
    symlinkSync(path.join(root, "node_modules"), path.join(folder, "node_modules"));
    for (const file of ["tsconfig.json", "package.json"]) cpSync(path.join(root, file), path.join(folder, file));
    const files = { ...allowed, ...Object.assign({}, ...Object.values(planted).map((plant) => plant.files)) };
    for (const [file, text] of Object.entries<string>(files)) {
      mkdirSync(path.join(folder, path.dirname(file)), { recursive: true });
      writeFileSync(path.join(folder, file), `${text}\n`);
    }
    result = cruise(folder, "src", "adapters", "tests");
  }, 60_000);
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it.each(rules.map((rule) => [rule.name]))("%s catches a planted import", (name) => {
    const plant = planted[name];
    expect(plant, `no import is planted for ${name}`).toBeDefined();
    const caught = result.summary.violations.filter((violation) => violation.rule.name === name);
    expect(caught.map((violation) => violation.from)).toContain(plant?.from);
  });

  it("allow every arrow of the picture", () => {
    const broken = result.summary.violations.filter((violation) => violation.from in allowed);
    expect(broken).toEqual([]);
  });

  it("are errors, each with its reason", () => {
    for (const rule of rules) {
      expect(rule.severity, rule.name).toBe("error");
      expect(rule.comment.length, rule.name).toBeGreaterThan(40);
    }
  });
});

describe("dependency-cruiser in this project", () => {
  it("sees every source file: with an unsupported compiler it sees none and reports success", () => {
    const seen = new Set(cruise(root, "src", "adapters").modules.map((module) => module.source));
    const there = ["src", "adapters"].flatMap((dir) =>
      filesUnder(root, dir, (file) => /\.tsx?$/.test(file) && !file.startsWith("src/store/generated/")),
    );
    expect(there.length).toBeGreaterThan(20);
    expect(there.filter((file) => !seen.has(file))).toEqual([]);
  }, 60_000);
});
