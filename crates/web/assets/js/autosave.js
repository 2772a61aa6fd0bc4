// Saves a form while somebody writes in it: after a pause, on leaving a field, on leaving the page.
//
// The server answers 200 {revision, saved_at_text, notice?}, or 409 {message, href} when somebody else has saved meanwhile.
// What was written stays in the form whatever happens.

const PAUSE = 1500;
const LONGEST_PAUSE = 60_000;
// Browsers refuse longer bodies in a request that may outlive its page.
const KEEPALIVE_LIMIT = 60_000;

export function autosave(form) {
  const status = form.querySelector("[data-autosave-status]");
  const notice = form.querySelector("[data-autosave-notice]");
  const seen = form.elements.namedItem("seen");

  let saved = written();
  let timer = 0;
  let sending = null;
  let failures = 0;
  let stopped = false;
  let leaving = false;
  // What the server would not take as it stands; not sent again until it changes.
  let refused = null;

  function written() {
    const fields = new URLSearchParams(new FormData(form));
    fields.delete("seen");
    return fields.toString();
  }

  const unsaved = () => sending !== null || written() !== saved;

  function say(state, text, href) {
    if (!status) return;
    status.dataset.state = state;
    if (!href) {
      // Setting the same words again would make a screen reader say them again.
      if (status.textContent !== text) status.textContent = text;
      return;
    }
    const link = document.createElement("a");
    link.href = href;
    link.textContent = form.dataset.compare ?? href;
    // Following the link would leave the text behind; submitting takes it along to the page that compares.
    link.addEventListener("click", (event) => {
      event.preventDefault();
      form.requestSubmit();
    });
    status.replaceChildren(`${text} `, link);
  }

  function schedule(pause) {
    clearTimeout(timer);
    timer = setTimeout(save, pause);
  }

  function tryAgain(state, text) {
    failures += 1;
    say(state, text);
    schedule(Math.min(PAUSE * 2 ** failures, LONGEST_PAUSE));
  }

  function save() {
    clearTimeout(timer);
    const now = written();
    if (sending || stopped || leaving || now === saved || now === refused) return sending;
    sending = send().finally(() => {
      sending = null;
      if (failures === 0 && unsaved()) schedule(PAUSE);
    });
    return sending;
  }

  async function send() {
    const sent = written();
    const body = new URLSearchParams(new FormData(form));
    const slow = setTimeout(() => say("saving", form.dataset.saving ?? ""), 800);
    try {
      const response = await fetch(form.getAttribute("action") || location.href, {
        method: "POST",
        body,
        headers: { accept: "application/json", "x-autosave": "1" },
        credentials: "same-origin",
        redirect: "manual",
        keepalive: body.toString().length < KEEPALIVE_LIMIT,
      });
      if (response.type === "opaqueredirect" || response.status === 401) {
        tryAgain("failed", form.dataset.signedOut ?? "");
        return;
      }
      if (response.status >= 500 || response.status === 429 || response.status === 408) {
        tryAgain("failed", form.dataset.failed ?? "");
        return;
      }
      const answer = await response.json();
      if (response.ok) {
        if (seen) seen.value = answer.revision;
        saved = sent;
        failures = 0;
        if (notice && answer.notice !== undefined && notice.textContent !== answer.notice) notice.textContent = answer.notice;
        say("saved", (form.dataset.saved ?? "{time}").replace("{time}", answer.saved_at_text));
      } else if (response.status === 409) {
        stopped = true;
        say("conflict", answer.message, answer.href);
      } else {
        failures = 0;
        refused = sent;
        say("failed", answer.message ?? form.dataset.failed ?? "");
      }
    } catch {
      tryAgain("offline", form.dataset.offline ?? "");
    } finally {
      clearTimeout(slow);
    }
  }

  form.addEventListener("input", () => {
    if (failures === 0) schedule(PAUSE);
  });
  form.addEventListener("change", () => {
    if (failures === 0) schedule(PAUSE);
  });
  form.addEventListener("focusout", () => {
    if (failures === 0) save();
  });
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden") save();
  });
  addEventListener("online", save);

  form.addEventListener("submit", (event) => {
    clearTimeout(timer);
    if (sending) {
      // Two requests at once would conflict with each other.
      event.preventDefault();
      sending.finally(() => form.requestSubmit(event.submitter));
      return;
    }
    leaving = true;
  });
  addEventListener("pageshow", () => {
    leaving = false;
  });
  addEventListener("beforeunload", (event) => {
    if (!leaving && unsaved()) event.preventDefault();
  });
}
