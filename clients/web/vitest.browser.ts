import { defineConfig } from "vitest/config";

// The tests in a real browser, against the real server: `npm run test:browser`, after `make web`.
export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    globalSetup: "test/server.ts",
    testTimeout: 60_000,
    hookTimeout: 60_000,
    maxWorkers: 2,
  },
});
