"""What fingers and small windows need, as a browser sees it: large targets, and nothing wider than the window."""

from __future__ import annotations

FOCUSABLE = "a[href], button, input, select, textarea, summary, [tabindex='0']"

# WCAG 2.2, success criterion 2.5.8. Its exceptions taken here: a target within a sentence is as high as the line,
# and a point of a map stands where the place is; the places of a map are links below it as well.
SMALL = """focusable => {
  const isInSentence = e => {
    const line = e.closest("p, li, dd, dt, td, th, figcaption, h1, h2, h3, h4, div");
    if (getComputedStyle(e).display !== "inline" || !line) return false;
    const others = line.cloneNode(true);
    others.querySelectorAll(focusable).forEach(each => each.remove());
    return /\\p{L}{2}/u.test(others.textContent);
  };
  const way = e => {
    const steps = [];
    for (let x = e; x && x !== document.body; x = x.parentElement)
      steps.unshift([x.tagName.toLowerCase(), ...x.classList].join("."));
    return steps.slice(-3).join(" > ");
  };
  const found = {};
  for (const e of document.querySelectorAll(focusable)) {
    const box = (e.closest("label") ?? e).getBoundingClientRect();
    const isLarge = box.width >= 24 && box.height >= 24, isHidden = !e.checkVisibility() || box.width <= 1;
    if (isLarge || isHidden || e.closest(".map svg") || isInSentence(e)) continue;
    found[way(e)] ??= `${Math.round(box.width)} × ${Math.round(box.height)}: ${e.textContent.trim().slice(0, 40)}`;
  }
  return Object.entries(found).map(pair => pair.join(": "));
}"""

IS_WIDER = "document.documentElement.scrollWidth > document.documentElement.clientWidth"
WIDER = """() => [...document.querySelectorAll("body *")]
  .filter(e => e.getBoundingClientRect().right > document.documentElement.clientWidth + 1
    && !e.closest(".table, pre, .md-typeset__scrollwrap, .md-typeset__table") && e.checkVisibility())
  .map(e => e.tagName + "." + e.className)"""
