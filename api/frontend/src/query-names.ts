// Names and roles for those controls of Yasgui that have none, as they appear.
import { element } from "./dom";

type Words = Record<string, string>;

export function nameControls(place: HTMLElement, words: Words): void {
  const tabs = element("div", { role: "tablist", "aria-label": words.tabs ?? "" });
  place.prepend(tabs);
  const name = (): void => {
    label(place, ".CodeMirror textarea", words.editor);
    label(place, ".tabsList input", words.rename);
    label(place, "select.tableSizer", words.page);
    label(place, "input.tableFilter", words.filter);
    own(tabs, place);
    // The first column counts the rows and has no heading.
    for (const title of place.querySelectorAll("thead th:first-child .dt-column-title:empty")) title.textContent = "#";
  };
  name();
  new MutationObserver(name).observe(place, { childList: true, subtree: true });
}

function label(place: HTMLElement, selector: string, words = ""): void {
  for (const node of place.querySelectorAll(selector)) {
    if (node.getAttribute("aria-label") !== words) node.setAttribute("aria-label", words);
  }
}

/** The list of tabs also holds a button, which a tablist may not: it owns the tabs from beside them. */
function own(tabs: HTMLElement, place: HTMLElement): void {
  place.querySelector(".tabsList")?.removeAttribute("role");
  const ids = [...place.querySelectorAll(".tabsList [role=tab]")].map((tab) => tab.id).join(" ");
  if (tabs.getAttribute("aria-owns") !== ids) tabs.setAttribute("aria-owns", ids);
}
