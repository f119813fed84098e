// The panel of facets: years as two lists, everything else as boxes to tick with the number each would leave.

const SHOWN_TERMS = 8;

class Panel {
  /**
   * `offered` are the facets to choose from. `choose` takes the parameters chosen in the form, and whether that is a step of
   * its own, as each of several years that the arrow keys go through is not; `open` that a facet is opened that is not loaded.
   */
  constructor(form, page, facets, offered, choose, open) {
    Object.assign(this, { form, page, facets, open });
    form.replaceChildren(this.#years(), ...offered.map(([name, facet]) => this.#group(name, facet)));
    form.addEventListener("submit", (event) => event.preventDefault());
    let changed = null;
    form.addEventListener("change", ({ target }) => {
      choose([...new FormData(form)], { isStep: target !== changed });
      changed = target.matches("select") ? target : null;
    });
    form.addEventListener("focusout", () => (changed = null));
  }

  /** Whether a choice is one of those of the form; what an address chose may be none. */
  has([name, id]) {
    return Boolean(this.form.querySelector(`select[name=${name}], [name=${name}][value="${CSS.escape(id)}"]`));
  }

  #years() {
    const { words, facets } = this.page;
    const list = (name, label) => element("p", { class: "facet__year" },
      element("label", { for: `search-${name}` }, label), element("select", { id: `search-${name}`, name }));
    return element("fieldset", { class: "facet facet--years" },
      element("legend", { class: "hidden" }, facets.years), list("from", words.from), list("to", words.to));
  }

  #group(name, facet) {
    const list = element("ul", { class: "facet__terms" });
    const more = element("button", { type: "button", class: "facet__more", hidden: true });
    more.addEventListener("click", () => {
      list.classList.add("facet__terms--all");
      more.hidden = true;
      list.querySelector(".facet__term--rest:not([hidden]) input")?.focus();
    });
    const called = facet === "languages" ? this.page.words.language : this.page.facets[facet];
    const group = element("details", { class: "facet", "data-facet": facet, "data-name": name }, element("summary", {}, called),
      element("fieldset", {}, element("legend", { class: "hidden" }, called), list, more));
    group.addEventListener("toggle", () => group.open && !this.facets.loaded.has(facet) && this.open());
    return group;
  }

  #items({ facet, name }) {
    return [...this.facets.loaded.get(facet).terms.values()].map((term) =>
      element("li", { class: `facet__term facet__term--${Math.min(term.depth, 3)}` },
        element("label", {},
          element("input", { type: "checkbox", name, value: term.id }), " ",
          element("span", { class: "facet__name", lang: facet === "languages" && term.id }, term.name), " ",
          element("span", { class: "count" }))));
  }

  /** Show a choice and its counts: facet → id → number. */
  show(state, counts) {
    for (const group of this.form.querySelectorAll("details")) {
      // Of one that is closed and not loaded there is nothing to show.
      if (counts.has(group.dataset.facet)) this.#showTerms(group, state.getAll(group.dataset.name), counts.get(group.dataset.facet));
    }
    const [from, to] = [state.get("from"), state.get("to")];
    this.#showYears("from", from, counts.get("years"), (year) => to && year > to);
    this.#showYears("to", to, counts.get("years"), (year) => from && year < from);
  }

  /** Terms that would leave nothing are hidden, but for those chosen and what contains them. */
  #showTerms(group, chosen, counts) {
    const [list, more] = group.querySelectorAll(".facet__terms, .facet__more");
    if (!list.children.length) list.append(...this.#items(group.dataset));
    // A term stands below those that contain it, or it would seem to lie in another one.
    const withAbove = (ids) => new Set(ids.flatMap((id) => [id, ...this.facets.above(group.dataset.facet, id)]));
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
    more.textContent = filled(this.page.words.showAll, { number });
    more.hidden = number <= SHOWN_TERMS || list.classList.contains("facet__terms--all");
    group.hidden = !number;
    if (chosen.length) group.open = true;
  }

  /** The list of the years from or to which records may be chosen; an address may have chosen one without records. */
  #showYears(name, chosen, counts, isOut) {
    const years = [...new Set([...counts.keys(), chosen ?? []].flat())];
    this.form.elements[name].replaceChildren(element("option", { value: "" }, this.page.words.anyYear), ...years.map((year) =>
      element("option", { value: year, selected: year === chosen, disabled: isOut(year) }, `${year} (${counts.get(year) ?? 0})`)));
  }
}
