// The panel of facets: years as two lists, everything else as boxes to tick with the number each would leave.

const SHOWN_TERMS = 8;

/**
 * `choose` takes the parameters chosen in the form, and whether that is a step of its own, as each of several years that the
 * arrow keys go through is not; `open`: that a facet is opened.
 */
function listenToPanel(choose, open) {
  const form = at("facets");
  let changed = null;
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("change", ({ target }) => {
    choose([...new FormData(form)], { isStep: target !== changed });
    changed = target.matches("select") ? target : null;
  });
  form.addEventListener("focusout", () => (changed = null));
  form.addEventListener("toggle", ({ target }) => target.open && open(target.dataset.facet), true);
  form.addEventListener("click", ({ target }) => {
    if (!target.matches(".facet__more")) return;
    const list = target.previousElementSibling;
    list.classList.add("facet__terms--all");
    target.hidden = true;
    list.querySelector(".facet__term--rest:not([hidden]) input")?.focus();
  });
}

/** Whether a choice is one of those of the form; what an address chose may be none. */
const isInPanel = ([name, id]) =>
  Boolean(at("facets").querySelector(`select[name=${name}], [name=${name}][value="${CSS.escape(id)}"]`));

/** Show a choice and its counts: facet → id → number. */
function showPanel(state, counts, facets, words) {
  for (const group of at("facets").querySelectorAll("details")) {
    const { facet, name } = group.dataset;
    // Of one that is closed and not loaded there is nothing to show.
    if (counts.has(facet)) showTerms(group, state.getAll(name), counts.get(facet), facets, words);
    else group.hidden = !facets.has(facet);
  }
  const [from, to] = [state.get("from"), state.get("to")];
  showYears("from", from, counts.get("years"), (year) => to && year > to, words);
  showYears("to", to, counts.get("years"), (year) => from && year < from, words);
}

/** Terms that would leave nothing are hidden, but for those chosen and what contains them. */
function showTerms(group, chosen, counts, facets, words) {
  const { facet, name } = group.dataset;
  const [list, more] = group.querySelectorAll(".facet__terms, .facet__more");
  const terms = [...facets.loaded.get(facet).terms.values()];
  if (!list.children.length) list.append(...terms.map((term) => termItem(term, facet, name)));
  // A term stands below those that contain it, or it would seem to lie in another one.
  const withAbove = (ids) => new Set(ids.flatMap((id) => [id, ...facets.above(facet, id)]));
  const largest = [...counts.keys()].sort((one, other) => counts.get(other) - counts.get(one)).slice(0, SHOWN_TERMS);
  const [kept, first] = [withAbove(chosen), withAbove([...largest, ...chosen])];
  for (const item of list.children) {
    const box = item.querySelector("input");
    box.checked = chosen.includes(box.value);
    item.querySelector(".count").textContent = counts.get(box.value);
    item.hidden = !counts.get(box.value) && !kept.has(box.value);
    item.classList.toggle("facet__term--rest", !first.has(box.value));
  }
  const number = list.querySelectorAll("li:not([hidden])").length;
  more.textContent = filled(words.showAll, { number });
  more.hidden = number <= SHOWN_TERMS || list.classList.contains("facet__terms--all");
  group.hidden = !number || counts.size < 2;
  if (chosen.length) group.open = true;
}

const termItem = ({ id, name: called, depth }, facet, name) =>
  element("li", { class: `facet__term facet__term--${Math.min(depth, 3)}` },
    element("label", {}, element("input", { type: "checkbox", name, value: id }), " ",
      element("span", { class: "facet__name", lang: facet === "languages" && id }, called), " ", element("span", { class: "count" })));

/** The list of the years from or to which records may be chosen; an address may have chosen one without records. */
function showYears(name, chosen, counts, isOut, words) {
  const years = [...new Set([...counts.keys(), chosen ?? []].flat())];
  at(name).replaceChildren(element("option", { value: "" }, words.anyYear), ...years.map((year) =>
    element("option", { value: year, selected: year === chosen, disabled: isOut(year) }, `${year} (${counts.get(year) ?? 0})`)));
}
