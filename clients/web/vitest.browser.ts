import { defineConfig } from "vitest/config";

// The tests in a real browser, against the real server: `npm run test:browser`, after `make web`.
export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    globalSetup: "test/server.ts",
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // What is waited for comes when it comes: as long as for anything else on a page (see browser.ts), not the second of the default.
    expect: { poll: { timeout: 20_000 } },
    maxWorkers: 2,
  },
});
