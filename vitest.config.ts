import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["tests/**/*.test.ts", "tests/**/*.test.tsx"],
    exclude: ["**/node_modules/**"],
    // Processes, not threads: the database driver is native code, and a crashed file must not take others with it.
    pool: "forks",
    // Many files start servers or a browser: more at once than this makes them wait for each other on a small machine.
    maxWorkers: 3,
    testTimeout: 20_000,
    hookTimeout: 20_000,
    teardownTimeout: 5_000,
    restoreMocks: true,
    unstubEnvs: true,
  },
});
