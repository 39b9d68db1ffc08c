// The sandbox page's client as one script and one style sheet in dist/page. Called by scripts/setup.mjs.
import { rmSync } from "node:fs";
import { build } from "esbuild";

rmSync("dist/page", { recursive: true, force: true });
await build({
  entryPoints: ["adapters/sandbox/page/client/main.tsx"],
  outdir: "dist/page",
  bundle: true,
  format: "esm",
  target: "es2022",
  jsx: "automatic",
  minify: true,
  sourcemap: true,
  legalComments: "none",
  define: { "process.env.NODE_ENV": '"production"' },
  logLevel: "warning",
}).catch(() => process.exit(1)); // esbuild has said what is wrong
