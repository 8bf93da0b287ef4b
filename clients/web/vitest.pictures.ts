import { defineConfig } from "vitest/config";

// The pictures of docs/, taken in a real browser of the demo region: `make screenshots`.
export default defineConfig({
  test: {
    include: ["pictures/*.ts"],
    globalSetup: "test/server.ts",
    testTimeout: 120_000,
    hookTimeout: 60_000,
    fileParallelism: false,
  },
});
