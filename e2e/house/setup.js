// Makes the houses that the tests share, opens a session for each role in each, and finds the pages' addresses.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium, request } from "@playwright/test";

import { crawl } from "./crawl.js";
import { halfDone } from "./half_done.js";
import { empty, filled } from "./municipality.js";
import { RESULTS } from "./shared.js";

export default async function setup({ projects: [{ use }] }) {
  const folder = mkdtempSync(join(tmpdir(), "grundlag-e2e-"));
  mkdirSync(RESULTS, { recursive: true });
  const houses = {};
  const browser = await chromium.launch(use.launchOptions);
  const stop = async () => {
    await browser.close();
    await Promise.all(Object.values(houses).map((house) => house.server.stop()));
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    houses.filled = await filled(folder);
    await halfDone(browser, houses.filled);
    houses.empty = await empty(folder, browser);
    await browser.close();
    const shared = { folder };
    for (const [name, { server, roles }] of Object.entries(houses)) {
      shared[name] = { url: server.url, roles: {} };
      const walks = Object.entries(roles).map(async ([role, storageState]) => {
        const walker = await request.newContext({ baseURL: server.url, storageState });
        const walked = await crawl(walker, role === "nobody" ? ["/sign-in"] : ["/"]);
        await walker.dispose();
        shared[name].roles[role] = { storageState, ...walked };
      });
      await Promise.all(walks);
    }
    writeFileSync(join(RESULTS, "houses.json"), JSON.stringify(shared, null, 1));
  } catch (error) {
    await stop();
    throw error;
  }
  return async () => {
    const errors = Object.values(houses).flatMap((house) => house.server.errors);
    await stop();
    if (errors.length > 0) throw new Error(`the servers' logs hold warnings:\n${errors.join("\n")}`);
  };
}
