// Details of a mark in the text, beside the mark: the same entry that its link leads to, on click or focus.
import { element } from "./dom";

const MARGIN = 8;

export function detailing(text: HTMLElement): void {
  // `auto` gives Escape and a click elsewhere for free; without popovers the links go on leading to the entries.
  if (!("popover" in HTMLElement.prototype)) return;
  const box = element("span", { popover: "auto", class: "detail", role: "group" });
  const open = (mark: HTMLAnchorElement): void => {
    const entry = entryOf(mark);
    if (!entry) return;
    box.replaceChildren(...copied(entry));
    box.setAttribute("aria-label", mark.textContent ?? "");
    // Right after its mark, the box is next in the order of tabbing and of reading.
    mark.after(box);
    box.showPopover();
    place(box, mark);
  };
  text.addEventListener("click", (event) => {
    const mark = markAt(event.target);
    if (!mark || !entryOf(mark) || event.metaKey || event.ctrlKey) return;
    event.preventDefault();
    open(mark);
  });
  text.addEventListener("focusin", (event) => {
    const mark = markAt(event.target);
    if (mark?.matches(":focus-visible")) open(mark);
  });
  text.addEventListener("focusout", (event) => {
    const next = event.relatedTarget as Node | null;
    if (box.matches(":popover-open") && next && !box.contains(next) && next !== box.previousSibling) box.hidePopover();
  });
  const follow = (): void => {
    if (box.matches(":popover-open")) place(box, box.previousSibling as HTMLElement);
  };
  addEventListener("scroll", follow, { passive: true });
  addEventListener("resize", follow, { passive: true });
}

function markAt(target: EventTarget | null): HTMLAnchorElement | null {
  return (target as Element).closest<HTMLAnchorElement>("a.m[href^='#']");
}

function entryOf(mark: HTMLAnchorElement): HTMLElement | null {
  const entry = document.getElementById(decodeURIComponent(mark.hash.slice(1)));
  return entry?.classList.contains("about") ? entry : null;
}

/** The entry's lines without ids, and without the way back to the text, where the reader already is. */
function copied(entry: HTMLElement): Node[] {
  const copy = entry.cloneNode(true) as HTMLElement;
  for (const node of copy.querySelectorAll(".close, select, label")) node.remove();
  for (const node of copy.querySelectorAll("[id]")) node.removeAttribute("id");
  return [...copy.querySelectorAll<HTMLElement>(":scope > p, :scope > ul")].map(inline);
}

/** A block as an inline element: the box stands inside a paragraph. */
function inline(block: HTMLElement): HTMLElement {
  const line = element("span", { class: `line ${block.className}` });
  const lang = block.getAttribute("lang");
  if (lang) line.lang = lang;
  const parts = block.matches("ul") ? [...block.children].flatMap((item) => [...item.childNodes]) : [...block.childNodes];
  line.append(...parts);
  return line;
}

function place(box: HTMLElement, mark: HTMLElement): void {
  const first = mark.getClientRects()[0] ?? mark.getBoundingClientRect();
  const last = [...mark.getClientRects()].at(-1) ?? first;
  const { width, height } = box.getBoundingClientRect();
  const room = document.documentElement.clientWidth - width - MARGIN;
  const below = last.bottom + MARGIN;
  const fits = below + height < window.innerHeight;
  box.style.left = `${Math.max(MARGIN, Math.min(first.left, room))}px`;
  box.style.top = `${fits ? below : Math.max(MARGIN, first.top - height - MARGIN)}px`;
}
