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

/** The forms of the page with text fields, and what they hold: `[{ index, method, action, fields, buttons }]`. */
export function textForms(page) {
  return page.evaluate(() => {
    // Not by the form's own properties, which a field called "elements" or "action" hides.
    const all = [...document.querySelectorAll("input, select, textarea, button")];
    const free = (e) => e.tagName === "TEXTAREA" || (e.tagName === "INPUT" && ["text", "search", "email", "url", "tel"].includes(e.type));
    const forms = [...document.forms].map((form, index) => ({
      index,
      method: (form.getAttribute("method") ?? "get").toLowerCase(),
      action: new URL(form.getAttribute("action") ?? "", location.href).pathname,
      fields: all
        .filter((e) => e.form === form && free(e))
        .map((e, at) => ({ name: e.name || `#${at}`, limit: e.maxLength > 0 ? e.maxLength : 2000 })),
      buttons: all.filter((e) => e.form === form && e.tagName === "BUTTON" && e.name).map((e) => [e.name, e.value]),
    }));
    return forms.filter((form) => form.fields.length > 0);
  });
}

/** Fills the text fields of a form in their order, leaves the rest as a careless person would, and sends it. */
export async function send(page, index, texts, button) {
  const arrived = page.waitForEvent("domcontentloaded");
  await page.evaluate(
    ({ index, texts, button }) => {
      const form = document.forms[index];
      const free = (e) => e.tagName === "TEXTAREA" || (e.tagName === "INPUT" && ["text", "search", "email", "url", "tel"].includes(e.type));
      const elements = [...document.querySelectorAll("input, select, textarea")].filter((e) => e.form === form);
      let at = 0;
      const seen = new Set();
      for (const e of elements) {
        if (free(e)) e.value = texts[at++ % texts.length];
        else if (e.tagName === "SELECT" && !e.value) e.selectedIndex = e.options.length - 1;
        else if (e.type === "radio" && !seen.has(e.name)) {
          seen.add(e.name);
          if (!elements.some((o) => o.name === e.name && o.checked)) e.checked = true;
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

/**
 * The same without leaving the page, for the many sendings: gets the form anew, fills it, sends it, follows, and reads
 * what comes back as a browser would read it. Fields named in `left` keep what they hold. Returns whether it led on, which
 * fields were refused, and everything in it that could run.
 */
export function sendAside(page, path, action, texts, button, left = []) {
  return page.evaluate(
    async ({ path, action, texts, button, left }) => {
      // Reads markup and runs nothing; the house's own policy lets no text become markup.
      globalThis.reading ??= globalThis.trustedTypes?.createPolicy("reading", { createHTML: (text) => text }) ?? { createHTML: (t) => t };
      const read = (text) => new DOMParser().parseFromString(globalThis.reading.createHTML(text), "text/html");
      const before = read(await (await fetch(path)).text());
      const to = (form) => new URL(form.getAttribute("action") ?? "", new URL(path, location.href)).pathname;
      const form = [...before.forms].find((f) => to(f) === action);
      if (!form) return { gone: true };
      const sent = new URLSearchParams();
      const free = (e) => e.tagName === "TEXTAREA" || (e.tagName === "INPUT" && ["text", "search", "email", "url", "tel"].includes(e.type));
      const radios = new Map();
      let at = 0;
      for (const e of [...before.querySelectorAll("input, select, textarea")].filter((e) => e.form === form && e.name)) {
        if (free(e)) {
          const text = texts[at++ % texts.length];
          sent.append(e.name, left.includes(e.name) ? e.value : text);
        }
        else if (e.tagName === "SELECT") sent.append(e.name, e.value || e.options[e.options.length - 1]?.value || "");
        else if (e.type === "radio") {
          if (e.checked || !radios.has(e.name)) radios.set(e.name, e.value);
        } else if (e.type === "checkbox") {
          if (e.checked) sent.append(e.name, e.value);
        } else if (e.type === "date") sent.append(e.name, e.value || new Date().toISOString().slice(0, 10));
        else if (e.type === "number") sent.append(e.name, e.value || "3");
        else if (e.type !== "file") sent.append(e.name, e.value);
      }
      for (const [name, value] of radios) sent.append(name, value);
      if (button) sent.append(...button);
      let body = sent;
      if (form.enctype === "multipart/form-data") {
        body = new FormData();
        for (const [name, value] of sent) body.append(name, value);
      }
      const answer = await fetch(action, { method: "POST", body });
      const after = read(await answer.text());
      // The sample's guidelines lie on its intranet; no payload names it.
      const guidelines = "https://intranet.norreaa.example";
      const own = (address) => [location.origin, guidelines].includes(new URL(address, location.href).origin);
      const bad = [];
      // Our own rows to repeat stand in templates, which a search of the page does not enter.
      const within = (root) => [...root.querySelectorAll("*")].flatMap((e) => (e.localName === "template" ? [e, ...within(e.content)] : [e]));
      for (const e of within(after)) {
        const is = e.localName;
        for (const { name, value } of e.attributes) {
          const address = ["href", "src", "action", "formaction", "xlink:href", "data", "poster"].includes(name);
          if (/^on|^style$|^srcdoc$/.test(name) || (address && !(URL.canParse(value, location.href) && own(value)))) bad.push(`${is} ${name}=${value}`);
        }
        if (["base", "iframe", "object", "embed", "style", "frame", "math"].includes(is)) bad.push(is);
        if (is === "script" && !e.getAttribute("src")?.startsWith("/assets/")) bad.push("script");
        if (is === "meta" && e.httpEquiv) bad.push("meta");
      }
      const invalid = [...after.querySelectorAll("[aria-invalid=true]")].map((e) => e.name);
      return { on: answer.redirected, invalid, bad: bad.map((what) => `${what} at ${answer.url}`) };
    },
    { path, action, texts, button, left },
  );
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
