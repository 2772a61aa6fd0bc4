// Ranking: a place that is given anew is taken from whoever had it, who gets the place that became free.

export function places(form) {
  const fields = [...form.querySelectorAll("select[name=place]")];
  const had = new Map(fields.map((field) => [field, field.value]));
  form.addEventListener("change", ({ target }) => {
    if (!had.has(target)) return;
    const other = fields.find((field) => field !== target && field.value !== "" && field.value === target.value);
    if (other) {
      other.value = had.get(target);
      had.set(other, other.value);
    }
    had.set(target, target.value);
  });
}
