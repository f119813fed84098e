// The panel of facets: years as two lists, everything else as boxes to tick with the number each would leave.

const SHOWN_TERMS = 8;

class Panel {
  #form;
  #page;
  #facets;
  #groups = new Map();
  #state = { terms: {} };

  /**
   * `offered` are the facets to choose from. `choose` takes the new choice: {terms, from, to}, and whether it is a step of
   * its own, as each of several years that the arrow keys go through is not; `open` that a facet is opened that is not loaded.
   */
  constructor(form, page, facets, offered, choose, open) {
    this.#form = form;
    this.#page = page;
    this.#facets = facets;
    form.replaceChildren(this.#years(), ...offered.map((facet) => this.#group(facet, open)));
    form.addEventListener("submit", (event) => event.preventDefault());
    let changed = null;
    form.addEventListener("change", ({ target }) => {
      choose(this.#choice(), { isStep: target !== changed });
      changed = target.matches("select") ? target : null;
    });
    form.addEventListener("focusout", () => (changed = null));
  }

  #years() {
    const { words } = this.#page;
    const list = (name, label) => {
      const id = `search-${name}`;
      return element("p", { class: "facet__year" }, element("label", { for: id }, label),
        element("select", { id, name }, element("option", { value: "" }, words.anyYear),
          ...[...this.#facets.terms.get("years").keys()].map((year) => element("option", { value: year }, year))));
    };
    return element("fieldset", { class: "facet facet--years" },
      element("legend", { class: "hidden" }, this.#page.facets.years), list("from", words.from), list("to", words.to));
  }

  #group(facet, open) {
    const list = element("ul", { class: "facet__terms" });
    const more = element("button", { type: "button", class: "facet__more", hidden: true });
    more.addEventListener("click", () => {
      list.classList.add("facet__terms--all");
      more.hidden = true;
      list.querySelector(".facet__term--rest:not([hidden]) input")?.focus();
    });
    const name = facet === "languages" ? this.#page.words.language : this.#page.facets[facet];
    const group = element("details", { class: "facet", "data-facet": facet }, element("summary", {}, name),
      element("fieldset", {}, element("legend", { class: "hidden" }, name), list, more));
    group.addEventListener("toggle", () => group.open && !this.#facets.terms.has(facet) && open());
    this.#groups.set(facet, { group, list, more, items: new Map() });
    return group;
  }

  #item(facet, { id, name, depth }) {
    const lang = facet === "languages" ? id : null;
    return element("li", { class: `facet__term facet__term--${Math.min(depth, 3)}` },
      element("label", {},
        element("input", { type: "checkbox", name: PARAMETERS[facet], value: id }), " ",
        element("span", { class: "facet__name", lang }, name), " ", element("span", { class: "count" })));
  }

  #choice() {
    const form = new FormData(this.#form);
    const terms = {};
    for (const [facet, parameter] of Object.entries(PARAMETERS)) {
      // What an address chose and no box stands for stays chosen.
      const items = this.#groups.get(facet)?.items;
      const others = (this.#state.terms[facet] ?? []).filter((id) => !items?.has(id));
      const chosen = [...form.getAll(parameter), ...others];
      if (chosen.length) terms[facet] = chosen;
    }
    return { terms, from: form.get("from") ?? "", to: form.get("to") ?? "" };
  }

  /** Show a choice and its counts. Terms that would leave nothing are hidden, but for those chosen. */
  show(state, counts) {
    this.#state = state;
    for (const [facet, { group, list, more, items }] of this.#groups) {
      const chosen = new Set(state.terms[facet] ?? []);
      if (!counts.has(facet)) continue; // closed, and not loaded
      if (!items.size) {
        for (const [id, term] of this.#facets.terms.get(facet)) items.set(id, this.#item(facet, term));
        list.append(...items.values());
      }
      const holdsChosen = new Set([...chosen].flatMap((id) => this.#facets.above(facet, id)));
      const largest = new Set([...counts.get(facet)].sort(([, one], [, other]) => other - one)
        .slice(0, SHOWN_TERMS).map(([id]) => id));
      // A term stands below those that contain it, or it would seem to lie in another one.
      for (const id of [...largest, ...chosen]) {
        for (const above of this.#facets.above(facet, id)) largest.add(above);
      }
      let shown = 0;
      for (const [id, item] of items) {
        const count = counts.get(facet).get(id);
        const box = item.querySelector("input");
        box.checked = chosen.has(id);
        item.querySelector(".count").textContent = count;
        item.hidden = !count && !box.checked && !holdsChosen.has(id);
        if (!item.hidden) shown++;
        item.classList.toggle("facet__term--rest", !largest.has(id) && !box.checked);
      }
      more.textContent = filled(this.#page.words.showAll, { number: shown });
      more.hidden = shown <= SHOWN_TERMS || list.classList.contains("facet__terms--all");
      group.hidden = !shown;
      if (chosen.size) group.open = true;
    }
    for (const name of ["from", "to"]) {
      const list = this.#form.elements[name];
      // A year without records, from an address.
      if (state[name] && ![...list.options].some(({ value }) => value === state[name])) {
        list.append(element("option", { value: state[name] }, state[name]));
      }
      list.value = state[name];
      for (const option of list.options) {
        if (!option.value) continue;
        option.textContent = `${option.value} (${counts.get("years").get(option.value) ?? 0})`;
        option.disabled = name === "from" ? Boolean(state.to) && option.value > state.to
          : Boolean(state.from) && option.value < state.from;
      }
    }
  }
}
