// Says what a rule hits while it is typed. The button beside it does the same on a page of its own.

const PAUSE = 120;

export function trying(form) {
  const rule = form.elements.rule;
  const panel = document.querySelector("[data-tried]");
  if (!rule || !panel) return;
  const says = panel.querySelector(".says");
  const body = panel.querySelector(".body");
  const words = panel.querySelector("[data-words]").dataset;
  let timer = 0;
  let asking;
  let asked = rule.value;

  function element(name, text, attributes = {}) {
    const made = document.createElement(name);
    if (text) made.textContent = text;
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    return made;
  }

  /** Pieces of text of which some are marked. */
  function marked(parent, pieces) {
    for (const [text, mark] of pieces) parent.append(mark ? element("mark", text) : text);
    return parent;
  }

  function place(hit) {
    const item = element("li");
    item.append(element("p", hit[0], { class: "meta" }), marked(element("p", "", { lang: "da" }), hit[1]));
    return item;
  }

  function year([number, hits]) {
    const line = element("div");
    line.append(element("dt", number), element("dd", hits));
    return line;
  }

  function show(answer) {
    const parts = [];
    if (answer.wrong) {
      const shown = element("p", "", { class: "place", lang: "da" });
      shown.append(marked(element("code"), answer.rule));
      parts.push(shown);
    } else {
      if (answer.left_out) parts.push(element("p", answer.left_out, { class: "small soft" }));
      if (answer.forms) parts.push(element("h4", words.forms), element("p", answer.forms, { class: "forms", lang: "da" }));
      if (answer.years.length) {
        const list = element("dl", "", { class: "by-year" });
        list.append(...answer.years.map(year));
        parts.push(element("h4", words.years), list);
      }
      if (answer.hits.length) {
        const list = element("ol", "", { class: "hits" });
        list.append(...answer.hits.map(place));
        parts.push(element("h4", words.examples), list);
      }
    }
    say(answer.wrong ?? answer.says, Boolean(answer.wrong));
    body.replaceChildren(...parts);
  }

  function say(text, wrong) {
    if (says.textContent !== text) says.textContent = text;
    says.classList.toggle("wrong", wrong);
    rule.toggleAttribute("aria-invalid", wrong);
    if (wrong) rule.setAttribute("aria-invalid", "true");
  }

  async function ask() {
    const text = rule.value;
    asking?.abort();
    asking = new AbortController();
    if (!text.trim()) {
      form.elements.seen.value = "";
      say(words.none, false);
      body.replaceChildren();
      return;
    }
    panel.dataset.waiting = "";
    try {
      const answer = await fetch(form.dataset.try, {
        method: "POST",
        body: new URLSearchParams(new FormData(form)),
        headers: { accept: "application/json" },
        signal: asking.signal,
      });
      // Where a session has ended, the way leads to another page.
      if (!answer.ok || !answer.headers.get("content-type")?.startsWith("application/json")) throw new Error(answer.status);
      const found = await answer.json();
      show(found);
      form.elements.seen.value = found.wrong ? "" : text;
      delete panel.dataset.waiting;
    } catch (error) {
      if (error.name === "AbortError") return;
      delete panel.dataset.waiting;
      say(form.dataset.failed, true);
      body.replaceChildren();
    }
  }

  rule.addEventListener("input", () => {
    if (rule.value === asked) return;
    asked = rule.value;
    clearTimeout(timer);
    timer = setTimeout(ask, PAUSE);
  });
  if (rule.value && !form.elements.seen.value) ask();
}
