// The tests' own `test`: every page that is opened is watched, and whatever the browser complains about fails the test.
import axe from "axe-core";
import { test as base, expect } from "@playwright/test";

import { copyOfFilled, founded, inFolder, sampleSessions } from "./municipality.js";
import { houses } from "./shared.js";

export { expect };

const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"];

/** Writes down what goes wrong in every page of a context. */
async function watch(context, complaints) {
  context.on("console", (message) => {
    if (message.type() === "error") complaints.push(`console: ${message.text()} (${message.page()?.url()})`);
  });
  context.on("weberror", (error) => complaints.push(`script: ${error.error()} (${error.page()?.url()})`));
  context.on("dialog", (dialog) => {
    // A page of ours asks nothing, except the browser's own question before unsaved text is left.
    if (dialog.type() !== "beforeunload") complaints.push(`dialog: ${dialog.message()}`);
    dialog.accept().catch(() => {});
  });
  await context.exposeBinding("policyViolated", ({ page }, what) => {
    complaints.push(`policy: ${what} (${page.url()})`);
  });
  await context.addInitScript(() => {
    document.addEventListener("securitypolicyviolation", (event) =>
      policyViolated(`${event.effectiveDirective} ${event.blockedURI} ${event.sample}`),
    );
  });
}

/** A server in a temporary folder for as long as `work` takes. */
function house(make, work) {
  return inFolder(async (folder) => {
    const server = await make(folder);
    try {
      await work(server);
    } finally {
      await server.stop();
    }
    expect(server.errors, "the server's log").toEqual([]);
  });
}

export const test = base.extend({
  /** What the browser complained about; must be empty in the end. A test that provokes something takes it out. */
  complaints: async ({}, use) => {
    const complaints = [];
    await use(complaints);
    expect(complaints, "the browser complained").toEqual([]);
  },

  /** The sample municipality for this test alone: `{ url, roles: { leader: storageState } }`. */
  ownHouse: async ({}, use) => {
    const make = (folder) => copyOfFilled(houses().folder, folder);
    await house(make, async (server) => use({ url: server.url, roles: await sampleSessions(server) }));
  },

  /** A house with its first administrator and nothing else, for this test alone. */
  newHouse: async ({}, use) => house(founded, (server) => use({ url: server.url, file: server.database.replace("sqlite:", "") })),

  /** Opens a browser context of its own for somebody: `visit(url, storageState, options)`. */
  visit: async ({ browser, complaints, contextOptions, locale, timezoneId, viewport }, use) => {
    const contexts = [];
    await use(async (url, storageState, options = {}) => {
      const settings = { ...contextOptions, locale, timezoneId, viewport };
      const context = await browser.newContext({ ...settings, baseURL: url, storageState, ...options });
      contexts.push(context);
      if (options.javaScriptEnabled !== false) await watch(context, complaints);
      return context.newPage();
    });
    await Promise.all(contexts.map((context) => context.close()));
  },
});

/** The violations that axe finds, one line each. */
export function violations(page) {
  return page.evaluate(
    async ({ source, rules }) => {
      // Once a page: it stays while colours and width change. The debugger evaluates it, whom the page's policy lets in.
      if (!globalThis.axe) globalThis.eval(source);
      const { violations } = await globalThis.axe.run(document, { runOnly: rules, resultTypes: ["violations"] });
      return violations.flatMap((v) => v.nodes.map((n) => `${v.id}: ${n.target.join(" ")}: ${n.failureSummary}`));
    },
    { source: axe.source, rules: RULES },
  );
}

/** By how many pixels the page is wider than the window. */
export function sidewaysScroll(page) {
  return page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
}

/** Takes out the complaints that a test provoked; there must be some. */
export function expectComplaint(complaints, part) {
  const others = complaints.filter((line) => !line.includes(part));
  expect(others.length, `a complaint about ${part}`).toBeLessThan(complaints.length);
  complaints.splice(0, complaints.length, ...others);
}
