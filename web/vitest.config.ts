import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    projects: [
      { test: { name: "unit", include: ["packages/*/test/**/*.test.ts"], environment: "node" } },
      {
        test: {
          name: "browser", include: ["e2e/**/*.test.ts"], environment: "node", fileParallelism: false,
          testTimeout: 90_000, expect: { poll: { timeout: 15_000 } }, hookTimeout: 240_000,
        },
      },
    ],
  },
});
