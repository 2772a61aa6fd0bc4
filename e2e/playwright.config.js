import { defineConfig } from "@playwright/test";

export default defineConfig({
  testDir: "tests",
  outputDir: "results/failures",
  globalSetup: "./house/setup.js",
  // Each test only reads the shared houses, or has one of its own, so they may run beside each other.
  fullyParallel: true,
  workers: 2,
  retries: 0,
  forbidOnly: Boolean(process.env.CI),
  timeout: 60_000,
  expect: { timeout: 8_000 },
  // Ours first, so that the run ends with Playwright's own lines.
  reporter: [["./house/count.js"], ["line"]],
  use: {
    actionTimeout: 15_000,
    navigationTimeout: 15_000,
    browserName: "chromium",
    locale: "da-DK",
    timezoneId: "Europe/Copenhagen",
    viewport: { width: 1440, height: 900 },
    contextOptions: { reducedMotion: "reduce" },
    launchOptions: {
      executablePath: "/usr/bin/chromium",
      args: [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
      ],
    },
  },
});
