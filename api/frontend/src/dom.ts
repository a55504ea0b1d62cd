// Elements without markup in strings: what comes from data can only become text.
type Child = Node | string;

export function element<K extends keyof HTMLElementTagNameMap>(
  name: K,
  attributes: Record<string, string> = {},
  ...children: Child[]
): HTMLElementTagNameMap[K] {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children);
  return made;
}

/** The words that a template put into `data-words`, as an object. */
export function wordsOf(node: HTMLElement): Record<string, string> {
  return JSON.parse(node.dataset.words ?? "{}") as Record<string, string>;
}

/** The words with `{name}` filled in. */
export function filled(words: string, values: Record<string, string | number>): string {
  return words.replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));
}

export async function fetchJson<T>(address: string, signal?: AbortSignal): Promise<T> {
  const answer = await fetch(address, { headers: { accept: "application/json" }, signal: signal ?? null });
  if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
  return (await answer.json()) as T;
}
