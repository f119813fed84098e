// Elements, made without HTML text: what records say is never taken for markup.

const at = (name) => document.getElementById(`search-${name}`);

/** An element with attributes (true for one without a value, false or null for none) and children. */
function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value || value === "") made.setAttribute(key, value === true ? "" : value);
  }
  made.append(...children.filter((child) => child !== null && child !== undefined));
  return made;
}

/** A message with names in braces replaced. */
function filled(message, names) {
  return message.replace(/\{(\w+)\}/g, (whole, name) => names[name] ?? whole);
}

/** The address of a page in the reader's language. In a folder without a server only files answer. */
function addressOf(page, path) {
  return `${page.home}${path}/${location.protocol === "file:" ? "index.html" : ""}`;
}
