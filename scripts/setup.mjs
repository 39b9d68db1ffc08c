// Makes a checkout runnable: packages, Prisma clients, compiled sources, the sandbox page. Runs before start, test
// and check; does nothing, quickly, when nothing changed. Only node: modules, because it runs before npm install.
import { spawn } from "node:child_process";
import { existsSync, readFileSync, rmSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { filesUnder, runSteps } from "./steps.mjs";

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "..");
const at = (/** @type {string} */ file) => path.join(root, file);
const node = process.execPath;

/** The parts of package.json that decide what is installed: an edit of a script must not install again. */
function wantedPackages() {
  const { dependencies, devDependencies, optionalDependencies, overrides, allowScripts } = readJson("package.json");
  return JSON.stringify([dependencies, devDependencies, optionalDependencies, overrides, allowScripts]);
}

const lockFile = () => (existsSync(at("package-lock.json")) ? ["package-lock.json"] : []);
const sources = () => ["src", "adapters"].flatMap((folder) => filesUnder(root, folder, isSource));
const isSource = (/** @type {string} */ file) =>
  /\.(ts|tsx|css|html|svg|json)$/.test(file) && !file.startsWith("src/store/generated/");

/** @type {import("./steps.mjs").Step} */
const install = {
  name: "install",
  title: "Installing packages",
  files: lockFile,
  values: () => [wantedPackages(), process.platform, process.arch],
  outputs: ["node_modules/.package-lock.json"],
  run: async () => (await installPackages()) || (await mendNativeModule()),
};

/** @returns {import("./steps.mjs").Step[]} */
function generateSteps() {
  const schemas = filesUnder(root, "prisma", (file) => /^prisma\/[^/]+\/schema\.prisma$/.test(file));
  return schemas.map((schema) => {
    const provider = /** @type {string} */ (schema.split("/")[1]);
    return {
      name: `generate-${provider}`,
      title: `Generating the ${provider} client`,
      files: () => [schema, "prisma.config.ts", ...lockFile()],
      outputs: [`src/store/generated/${provider}`],
      run: () => run(node, ["node_modules/prisma/build/index.js", "generate", "--schema", schema], "on failure"),
    };
  });
}

/** @type {import("./steps.mjs").Step} */
const build = {
  name: "build",
  title: "Building",
  files: () => [
    ...sources(),
    ...filesUnder(root, "prisma", (file) => file.endsWith("schema.prisma")),
    "tsconfig.json",
    "tsconfig.build.json",
    ...lockFile(),
  ],
  outputs: ["dist/src"],
  run: ({ filesAddedOrRemoved }) => {
    // Otherwise the output of a source that is gone would stay importable.
    if (filesAddedOrRemoved)
      for (const old of ["dist/src", "dist/adapters"]) rmSync(at(old), { recursive: true, force: true });
    return run(node, ["node_modules/typescript/bin/tsc", "-p", "tsconfig.build.json"], "always");
  },
};

/** @returns {import("./steps.mjs").Step[]} */
function pageSteps() {
  if (!existsSync(at("adapters/sandbox/page/client/main.tsx"))) return [];
  return [
    {
      name: "page",
      title: "Bundling the sandbox page",
      files: () => [...sources(), "scripts/bundle-page.mjs", "tsconfig.json", ...lockFile()],
      outputs: ["dist/page"],
      run: () => run(node, ["scripts/bundle-page.mjs"], "always"),
    },
  ];
}

/** `npm install`, unless what is there is already what the lock file asks for (after `npm ci`, say). */
async function installPackages() {
  if (installedMatchesLock()) return 0;
  const options = ["--no-save", "--include=dev", "--no-audit", "--no-fund"];
  // Errors still show. Hidden are warnings such as EBADENGINE for @prisma/streams-local, which comes with the Prisma
  // command line, asks for a newer Node and is never loaded here.
  const watch = setInterval(tellAboutCompiling, 5_000);
  try {
    return await npm(["install", ...options, "--loglevel=error"]);
  } finally {
    clearInterval(watch);
  }
}

let toldAboutCompiling = false;
function tellAboutCompiling() {
  const folder = "node_modules/better-sqlite3";
  if (
    toldAboutCompiling ||
    !existsSync(at(`${folder}/build`)) ||
    existsSync(at(`${folder}/build/Release/better_sqlite3.node`))
  )
    return;
  toldAboutCompiling = true;
  say("better-sqlite3 could not be downloaded ready-made and is being compiled. This takes one to two minutes, once.");
}

function installedMatchesLock() {
  if (!existsSync(at("node_modules/.package-lock.json")) || !existsSync(at("package-lock.json"))) return false;
  const wanted = readJson("package-lock.json").packages;
  const there = readJson("node_modules/.package-lock.json").packages;
  const asked = JSON.stringify([wanted[""].dependencies, wanted[""].devDependencies]);
  const { dependencies, devDependencies } = readJson("package.json");
  if (asked !== JSON.stringify([dependencies, devDependencies])) return false;
  return Object.entries(wanted).every(
    ([where, want]) =>
      where === "" || want.optional || want.peer || (there[where]?.version === want.version && existsSync(at(where))),
  );
}

/** better-sqlite3 is machine code for one Node version: after a switch of Node it has to be fetched or compiled again. */
async function mendNativeModule() {
  if (!existsSync(at("node_modules/better-sqlite3"))) return 0;
  const open = ["--eval", 'new (require("better-sqlite3"))(":memory:").close()'];
  if ((await run(node, open, "never")) === 0) return 0;
  say(
    `better-sqlite3 is being rebuilt for Node ${process.version}. This takes one to two minutes where it must be compiled.`,
  );
  const code = await npm(["rebuild", "better-sqlite3", "--foreground-scripts=false", "--loglevel=error"]);
  if (code !== 0) return code;
  if ((await run(node, open, "on failure")) === 0) return 0;
  say(`better-sqlite3 cannot be loaded by Node ${process.version}. Remove node_modules and try again, or use Node 20.`);
  return 1;
}

/**
 * Compiling needs Node's header files, which node-gyp downloads from nodejs.org: blocked in many school networks.
 * Most installations of Node have them beside the program.
 *
 * @returns {Record<string, string>}
 */
function headersBesideNode() {
  const folder = path.resolve(path.dirname(node), "..");
  const versions = path.join(folder, "include/node/node_version.h");
  if (!existsSync(versions)) return {};
  const fits = readFileSync(versions, "utf8").includes(`#define NODE_MODULE_VERSION ${process.versions.modules}\n`);
  return fits ? { npm_config_nodedir: folder } : {};
}

/** @param {string[]} args */
function npm(args) {
  // Inside an npm script this is the npm that runs us, whatever the system calls it.
  const cli = process.env.npm_execpath;
  if (cli?.endsWith("npm-cli.js")) return run(node, [cli, ...args], "errors");
  return run(process.platform === "win32" ? "npm.cmd" : "npm", args, "errors");
}

/**
 * @param {string} command
 * @param {string[]} args
 * @param {"always" | "errors" | "on failure" | "never"} show What of its output a person sees. `errors`: its stderr.
 * @returns {Promise<number>} Its exit code.
 */
function run(command, args, show) {
  return new Promise((resolve) => {
    const out = show === "always" ? "inherit" : show === "on failure" ? "pipe" : "ignore";
    const err = show === "always" || show === "errors" ? "inherit" : out;
    const env = { ...process.env, ...headersBesideNode() };
    const child = spawn(command, args, {
      cwd: root,
      env,
      stdio: ["ignore", out, err],
      shell: command.endsWith(".cmd"),
    });
    /** @type {Buffer[]} */
    const kept = [];
    child.stdout?.on("data", (chunk) => kept.push(chunk));
    child.stderr?.on("data", (chunk) => kept.push(chunk));
    child.on("error", (error) => {
      say(`${command} could not be started: ${error.message}`);
      resolve(1);
    });
    child.on("close", (code) => {
      if (code !== 0) process.stderr.write(Buffer.concat(kept));
      resolve(code ?? 1);
    });
  });
}

/** @param {string} file */
function readJson(file) {
  return JSON.parse(readFileSync(at(file), "utf8"));
}

/** @param {string} line */
function say(line) {
  process.stdout.write(`${line}\n`);
}

const place = { root, stamps: at("node_modules/.cache/throughline"), say };
process.exitCode =
  (await runSteps([install], place)) || (await runSteps([...generateSteps(), build, ...pageSteps()], place));
