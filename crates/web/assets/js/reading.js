// Saying what passages show without leaving the list: 1 to 4 answer, j and k move, u takes the latest answer back.
//
// The keys work only while the list has the focus, so that they disturb nobody who does not use them (WCAG 2.1.4).
// An answer is the form's own post.

export function reading(list) {
  const keys = document.querySelector("[data-reading-keys]");
  const status = document.querySelector("[data-reading-status]");
  const answered = [];
  if (keys) keys.hidden = false;

  const passages = () => [...list.children];
  const current = () => document.activeElement?.closest("[data-reading] > li");

  function move(from, steps) {
    const all = passages();
    const at = all.indexOf(from);
    const to = all[Math.min(Math.max(at + steps, 0), all.length - 1)];
    to.focus({ preventScroll: true });
    to.scrollIntoView({ block: "nearest" });
  }

  function say(text) {
    if (status) status.textContent = text;
  }

  /** Posts a passage's form as if `button` had been pressed. Returns whether it was kept. */
  async function send(passage, button) {
    const form = button.form;
    if (form.dataset.sending) return false;
    form.dataset.sending = "1";
    const fields = new URLSearchParams(new FormData(form));
    fields.set(button.name, button.value);
    try {
      const answer = await fetch(form.action, { method: "POST", body: fields });
      // Where a session has ended, the way leads to another page.
      if (!answer.ok || new URL(answer.url).pathname !== location.pathname) throw new Error(answer.status);
      for (const other of form.querySelectorAll("[aria-pressed]")) other.setAttribute("aria-pressed", String(other === button));
      const undo = form.querySelector('[data-key="u"]');
      const had = document.activeElement === undo;
      undo.hidden = button === undo;
      if (had) passage.focus({ preventScroll: true });
      delete passage.dataset.failed;
      delete form.dataset.sending;
      say(button.textContent);
      return true;
    } catch {
      delete form.dataset.sending;
      say(list.dataset.failed);
      passage.dataset.failed = list.dataset.failed;
      return false;
    }
  }

  list.addEventListener("click", (event) => {
    const button = event.target.closest("button.answer");
    if (!button) return;
    event.preventDefault();
    const passage = button.closest("li[id]");
    const { key } = button.dataset;
    send(passage, button).then((kept) => {
      if (kept && key !== "u") answered.push(passage.id);
    });
  });

  list.addEventListener("keydown", async (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const passage = current();
    if (!passage) return;
    if (event.key === "j" || event.key === "k") {
      event.preventDefault();
      move(passage, event.key === "j" ? 1 : -1);
    } else if (/^[1-4]$/.test(event.key)) {
      event.preventDefault();
      const button = passage.querySelector(`button[data-key="${event.key}"]`);
      if (button && (await send(passage, button))) {
        answered.push(passage.id);
        move(passage, 1);
      }
    } else if (event.key === "u") {
      event.preventDefault();
      const last = document.getElementById(answered.pop() ?? passage.id);
      const button = last?.querySelector('button[data-key="u"]');
      if (!button || button.hidden) return;
      last.focus({ preventScroll: true });
      if (await send(last, button)) move(last, 0);
    }
  });

  if (location.hash.startsWith("#p-")) document.getElementById(location.hash.slice(1))?.focus();
}
