import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";

import { compress } from "./build/compress.ts";
import { usedTokens } from "./build/tokens.ts";

// The front doors, each a page of its own with its own bundle: the aanmeldwebsite loads nothing of the desk.
const doors = { public: "index.html", desk: "desk/index.html", portal: "portal/index.html", login: "login/index.html" };

// Where `npm run dev` finds the API: a platform that runs.
const api = process.env.OCO_HTTP ?? "http://127.0.0.1:8080";

export default defineConfig({
  plugins: [react(), usedTokens(), compress()],
  build: {
    outDir: "../../build/web",
    emptyOutDir: true,
    assetsInlineLimit: 0, // nothing inline: the Content-Security-Policy forbids it
    modulePreload: { polyfill: false },
    rolldownOptions: { input: doors },
  },
  server: { proxy: Object.fromEntries(["/v1", "/config.json", "/dev-issuer"].map((path) => [path, api])) },
  test: { include: ["src/**/*.test.ts", "build/**/*.test.ts"] },
});
