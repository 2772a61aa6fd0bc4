// Text that wants to run, and a browser that notices if any of it does.
import { readFileSync } from "node:fs";
import { join } from "node:path";

/** `[{ class, text }]`: each calls __ran(), or asks another host for something. */
export const PAYLOADS = JSON.parse(readFileSync(join(import.meta.dirname, "payloads.json"), "utf8"));

/** No field takes control signs, so that one of them would keep all the others out. */
export const STORABLE = PAYLOADS.filter((p) => p.class !== "control signs").map((p) => p.text);

/** A page whose context writes down in `ran` whatever should not have happened. */
export async function watched(browser, baseURL, storageState, ran) {
  const context = await browser.newContext({ baseURL, storageState, locale: "da-DK" });
  const own = new URL(baseURL).host;
  await context.exposeBinding("__ran", ({ page }) => ran.push(`a payload ran on ${page.url()}`));
  await context.exposeBinding("__violated", ({ page }, what) => ran.push(`the policy stopped ${what} on ${page.url()}`));
  await context.addInitScript(() => {
    document.addEventListener("securitypolicyviolation", (e) => __violated(`${e.effectiveDirective} ${e.blockedURI} ${e.sample}`));
  });
  context.on("dialog", (dialog) => {
    if (dialog.type() !== "beforeunload") ran.push(`a dialog: ${dialog.message()}`);
    dialog.accept().catch(() => {});
  });
  context.on("weberror", (error) => ran.push(`a script failed: ${error.error()}`));
  // Fonts and styles are the same on every page and hold nothing of what was written.
  await context.route("**/*", (route) => {
    const url = new URL(route.request().url());
    if (url.host !== own) {
      ran.push(`asked ${url.href} from ${route.request().frame().url()}`);
      return route.abort();
    }
    return ["font", "stylesheet"].includes(route.request().resourceType()) ? route.abort() : route.continue();
  });
  const page = await context.newPage();
  page.setDefaultTimeout(10_000);
  return page;
}

/** The forms of the page with text fields, and what they hold: `[{ index, action, fields, buttons }]`. */
export function textForms(page) {
  return page.evaluate(() =>
    [...document.forms].map((form, index) => ({
      index,
      method: form.method,
      action: new URL(form.action).pathname,
      fields: [...form.elements]
        .filter((e) => e.tagName === "TEXTAREA" || (e.tagName === "INPUT" && ["text", "search", "email", "url", "tel"].includes(e.type)))
        .map((e, at) => ({ name: e.name || `#${at}`, limit: e.maxLength > 0 ? e.maxLength : 2000 })),
      buttons: [...form.elements].filter((e) => e.tagName === "BUTTON" && e.name).map((e) => [e.name, e.value]),
    })).filter((form) => form.fields.length > 0),
  );
}

/** Fills the text fields of a form in their order, leaves the rest as a careless person would, and sends it. */
export async function send(page, index, texts, button) {
  const arrived = page.waitForEvent("domcontentloaded");
  await page.evaluate(
    ({ index, texts, button }) => {
      const form = document.forms[index];
      const free = (e) => e.tagName === "TEXTAREA" || (e.tagName === "INPUT" && ["text", "search", "email", "url", "tel"].includes(e.type));
      let at = 0;
      const seen = new Set();
      for (const e of form.elements) {
        if (free(e)) e.value = texts[at++ % texts.length];
        else if (e.tagName === "SELECT" && !e.value) e.selectedIndex = e.options.length - 1;
        else if (e.type === "radio" && !seen.has(e.name)) {
          seen.add(e.name);
          if (![...form.elements].some((o) => o.name === e.name && o.checked)) e.checked = true;
        } else if (e.type === "date" && !e.value) e.value = new Date().toISOString().slice(0, 10);
        else if (e.type === "number" && !e.value) e.value = "3";
      }
      if (button) {
        const sent = document.createElement("input");
        [sent.type, sent.name, sent.value] = ["hidden", ...button];
        form.append(sent);
      }
      // Not the form's own submit, which a field of that name hides, and without the browser's own limits.
      HTMLFormElement.prototype.submit.call(form);
    },
    { index, texts, button },
  );
  await arrived;
  // What was loaded, what has focus and what animates has had its turn after a frame.
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => setTimeout(done))));
}

/** As many payloads from `from` on as fit into `limit` characters, at least one. */
export function chunk(payloads, from, limit) {
  let text = "";
  let count = 0;
  while (count < payloads.length) {
    const next = payloads[(from + count) % payloads.length];
    if (count > 0 && text.length + next.length + 1 > limit) break;
    text += (count > 0 ? " " : "") + next;
    count += 1;
  }
  return { text, count };
}
