// Names that complete what is typed: the combobox pattern of the ARIA Authoring Practices, list autocomplete
// with manual selection. A choice is put into the box and searched for.
import { element, fetchJson, filled, wordsOf } from "./dom";

interface Suggestion {
  text: string;
  type: string;
  id: string;
  documents: number;
}

const PAUSE = 120;
const SHOWN = "8";

export function completing(box: HTMLInputElement): void {
  const list = element("ul", { role: "listbox", id: `${box.id}-names`, class: "suggestions plain" });
  const status = element("span", { role: "status", class: "hidden" });
  const words = wordsOf(box);
  list.setAttribute("aria-label", words.list ?? "");
  list.hidden = true;
  box.setAttribute("role", "combobox");
  box.setAttribute("aria-autocomplete", "list");
  box.setAttribute("aria-controls", list.id);
  box.setAttribute("aria-expanded", "false");
  box.parentElement?.append(list, status);
  new Completion(box, list, status, words);
}

class Completion {
  private timer = 0;
  private running = new AbortController();
  private chosen = -1;
  private typed = "";

  constructor(
    private box: HTMLInputElement,
    private list: HTMLUListElement,
    private status: HTMLElement,
    private words: Record<string, string>,
  ) {
    box.addEventListener("input", (event) => this.typing(event as InputEvent));
    box.addEventListener("keydown", (event) => this.pressed(event));
    box.addEventListener("blur", () => this.close());
    list.addEventListener("mousedown", (event) => event.preventDefault());
    list.addEventListener("click", (event) => {
      const option = (event.target as Element).closest<HTMLElement>("[role=option]");
      if (option) this.take(option);
    });
  }

  private get options(): HTMLElement[] {
    return [...this.list.querySelectorAll<HTMLElement>("[role=option]")];
  }

  private typing(event: InputEvent): void {
    window.clearTimeout(this.timer);
    this.running.abort();
    this.typed = this.box.value;
    // Pinyin that is still being composed names nothing yet.
    if (event.isComposing || !this.typed.trim()) return this.close();
    this.timer = window.setTimeout(() => void this.ask(this.typed.trim()), PAUSE);
  }

  private async ask(typed: string): Promise<void> {
    this.running = new AbortController();
    const query = new URLSearchParams({ q: typed, top: SHOWN });
    try {
      this.show(await fetchJson<Suggestion[]>(`${this.box.dataset.suggest}?${query}`, this.running.signal));
    } catch {
      // Completion is a help, not a need: without an answer the box stays a box.
      this.close();
    }
  }

  private show(found: Suggestion[]): void {
    if (!found.length || document.activeElement !== this.box) return this.close();
    this.chosen = -1;
    this.list.replaceChildren(...found.map((suggestion, place) => this.option(suggestion, place)));
    this.list.hidden = false;
    this.box.setAttribute("aria-expanded", "true");
    this.box.removeAttribute("aria-activedescendant");
    this.status.textContent = filled(this.words.count ?? "", { count: found.length });
  }

  private option({ text, type }: Suggestion, place: number): HTMLElement {
    const id = `${this.list.id}-${place}`;
    return element(
      "li",
      { role: "option", id, "aria-selected": "false", "data-text": text },
      element("span", { class: "name" }, text),
      element("span", { class: `key ${type}` }, this.words[type] ?? type),
    );
  }

  private pressed(event: KeyboardEvent): void {
    if (event.isComposing) return;
    const open = !this.list.hidden;
    if (event.key === "Escape" && open) this.close();
    else if (event.key === "ArrowDown" && open) this.move(1);
    else if (event.key === "ArrowUp" && open) this.move(-1);
    else if (event.key === "Enter" && open && this.options[this.chosen]) this.take(this.options[this.chosen]!);
    else return;
    event.preventDefault();
  }

  private move(step: number): void {
    const options = this.options;
    const places = options.length + 1;
    this.chosen = ((this.chosen + 1 + step + places) % places) - 1;
    options.forEach((option, place) => option.setAttribute("aria-selected", String(place === this.chosen)));
    const option = options[this.chosen];
    this.box.value = option?.dataset.text ?? this.typed;
    if (option) {
      this.box.setAttribute("aria-activedescendant", option.id);
      option.scrollIntoView({ block: "nearest" });
    } else this.box.removeAttribute("aria-activedescendant");
  }

  private take(option: HTMLElement): void {
    this.box.value = option.dataset.text ?? "";
    this.close();
    this.box.form?.requestSubmit();
  }

  private close(): void {
    window.clearTimeout(this.timer);
    this.list.hidden = true;
    this.status.textContent = "";
    this.chosen = -1;
    this.box.setAttribute("aria-expanded", "false");
    this.box.removeAttribute("aria-activedescendant");
  }
}
