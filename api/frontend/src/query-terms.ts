// Completion of prefixes, classes and properties from what the release holds; nothing is asked elsewhere.
import type Yasgui from "@zazuko/yasgui";

export interface Term {
  iri: string;
  en: string | null;
  zh: string | null;
  count: number;
}
/** The terms in use, the most frequent first. */
export interface Terms {
  classes: Term[];
  properties: Term[];
}
export type Prefixes = Record<string, string>;
interface Token {
  autocompletionString?: string;
  string: string;
}
interface Hint {
  text: string;
  displayText: string;
}
interface Completer {
  get: unknown;
  bulk: boolean;
  persistenceId?: unknown;
  autoShow?: boolean;
  postprocessHints?: (yasqe: unknown, hints: Hint[]) => Hint[];
}

export function completeFrom(
  editor: typeof Yasgui.Yasqe,
  prefixes: Prefixes,
  loading: Promise<Terms>,
  language: string,
): void {
  // Without the terms the editor still edits; they may be slow to count in a large release.
  const terms = loading.catch((): Terms => ({ classes: [], properties: [] }));
  const completers = editor.Autocompleters as unknown as Record<string, Completer>;
  const label = (term: Term): string => (language === "zh" ? (term.zh ?? term.en) : (term.en ?? term.zh)) ?? "";
  const labels = new Map<string, string>();
  void terms.then(({ classes, properties }) => {
    for (const term of [...classes, ...properties]) labels.set(term.iri, label(term));
  });
  const lists = { class: "classes", property: "properties" } as const;
  for (const [name, list] of Object.entries(lists)) {
    Object.assign(completers[name]!, {
      bulk: false,
      autoShow: false,
      get: async (_: unknown, token?: Token) => matching((await terms)[list], token, label),
      postprocessHints: (_: unknown, hints: Hint[]) => hints.map((hint) => named(hint, labels, prefixes)),
    });
  }
  Object.assign(completers.prefixes!, {
    persistenceId: null,
    get: () => Object.entries(prefixes).map(([name, iri]) => `${name}: <${iri}>`),
  });
}

/** The terms whose IRI goes on like the token, or whose name or label holds it; the most used first. */
function matching(terms: Term[], token: Token | undefined, label: (term: Term) => string): string[] {
  const typed = (token?.autocompletionString ?? token?.string ?? "").replace(/^</, "").toLowerCase();
  const fits = (term: Term): boolean =>
    term.iri.toLowerCase().startsWith(typed) ||
    local(term.iri).toLowerCase().includes(typed) ||
    label(term).toLowerCase().includes(typed);
  return terms.filter(fits).map((term) => term.iri);
}

function local(iri: string): string {
  return iri.slice(Math.max(iri.lastIndexOf("#"), iri.lastIndexOf("/")) + 1);
}

/** The hint with the label of the term that it puts in, as an IRI or by its prefix. */
function named(hint: Hint, labels: Map<string, string>, prefixes: Prefixes): Hint {
  const [prefix = "", name = ""] = hint.text.split(/:(.*)/);
  const iri = hint.text.startsWith("<") ? hint.text.slice(1, -1) : `${prefixes[prefix] ?? ""}${name}`;
  const label = labels.get(iri);
  return label ? { ...hint, displayText: `${hint.text} · ${label}` } : hint;
}
