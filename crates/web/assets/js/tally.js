// Counting where the net comes and goes. A tap gets an identity and its day at once, waits in the browser's store, and is sent
// when the net is there; the server counts each identity once, so that sending again does no harm.

const KEY = "grundlag-taps";
const MOST = 200;

export function tally(list) {
  const status = document.querySelector("[data-tally-status]");
  let sending = false;

  const read = () => {
    try {
      const taps = JSON.parse(localStorage.getItem(KEY) ?? "[]");
      return Array.isArray(taps) ? taps : [];
    } catch {
      return [];
    }
  };
  const write = (taps) => localStorage.setItem(KEY, JSON.stringify(taps));

  function say(text) {
    if (status && status.textContent !== text) status.textContent = text;
  }

  function waiting() {
    const count = read().length;
    say(count > 0 ? status.dataset.waiting.replace("{n}", count) : "");
  }

  /** The day here, not in Greenwich. */
  function today() {
    const now = new Date();
    return new Date(now.getTime() - now.getTimezoneOffset() * 60_000).toISOString().slice(0, 10);
  }

  function show(row, change) {
    row.dataset.now = Math.max(0, Number(row.dataset.now || 0) + change);
    const text = list.dataset.counted.replace("{period}", row.dataset.period).replace("{n}", row.dataset.now);
    row.querySelector("[data-so-far]").textContent = text;
  }

  async function post(body) {
    const response = await fetch("/signs/count", {
      method: "POST",
      body,
      headers: { accept: "application/json" },
      credentials: "same-origin",
      redirect: "manual",
    });
    return response;
  }

  async function send() {
    // Somebody else may have counted on this device: what is not on this page waits for them.
    const here = [...list.children].map((row) => row.dataset.measure + row.dataset.unit);
    const taps = read().filter((tap) => here.includes(tap.measure + tap.unit)).slice(0, MOST);
    if (sending || taps.length === 0) return;
    sending = true;
    try {
      const body = new URLSearchParams();
      for (const tap of taps) {
        body.append("id", tap.id);
        body.append("measure", tap.measure);
        body.append("day", tap.day);
        body.append("what", tap.what);
      }
      const response = await post(body);
      if (response.type === "opaqueredirect" || response.status === 401) {
        say(status.dataset.signedOut);
        return;
      }
      if (!response.ok) {
        waiting();
        return;
      }
      const { seen } = await response.json();
      // Those that came while this was under way stay.
      write(read().filter((tap) => !seen.includes(tap.id)));
      if (read().length === 0) say(status.dataset.sent);
    } catch {
      waiting();
    } finally {
      sending = false;
    }
  }

  /** Takes a tap back: from the store if it still waits there, else from the server. */
  async function back(tap, row, button) {
    button.remove();
    const taps = read();
    if (taps.some((other) => other.id === tap.id)) {
      write(taps.filter((other) => other.id !== tap.id));
      waiting();
    } else {
      try {
        await post(new URLSearchParams({ back: tap.id }));
      } catch {
        waiting();
        return;
      }
    }
    if (tap.what === "yes") show(row, -1);
  }

  list.addEventListener("submit", (event) => {
    const form = event.target.closest("form[data-tap]");
    if (!form) return;
    event.preventDefault();
    event.stopPropagation();
    const row = form.closest("li");
    const tap = {
      id: crypto.randomUUID(),
      measure: row.dataset.measure,
      unit: row.dataset.unit,
      day: today(),
      what: form.elements.namedItem("what").value,
    };
    try {
      write([...read(), tap]);
    } catch {
      // Without a store the form goes its ordinary way.
      form.submit();
      return;
    }
    show(row, tap.what === "yes" ? 1 : 0);
    row.querySelector("[data-undo]")?.remove();
    const undo = document.createElement("button");
    undo.type = "button";
    undo.className = "ds-button";
    undo.dataset.variant = "tertiary";
    undo.dataset.size = "sm";
    undo.dataset.undo = "";
    undo.textContent = list.dataset.back;
    undo.addEventListener("click", () => back(tap, row, undo));
    row.querySelector(".taps").append(undo);
    waiting();
    send();
  });

  addEventListener("online", send);
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "visible") send();
  });
  waiting();
  send();
}
