// The query page: Yasgui in place of the plain form, tied to this endpoint and to this release's own terms.
import "@zazuko/yasgui/build/yasgui.min.css";
import "./query.css";
import Yasgui from "@zazuko/yasgui";
import { element, fetchJson, wordsOf } from "./dom";
import { offerDownloads } from "./query-download";
import { nameControls } from "./query-names";
import { completeFrom, type Prefixes, type Terms } from "./query-terms";

const BASE = "https://w3id.org/drcgraph/";
const NAME = 26;

function begin(host: HTMLElement): void {
  const words = wordsOf(host);
  const plain = host.querySelector<HTMLTextAreaElement>("textarea[name=query]");
  const asked = new URLSearchParams(location.search).get("query");
  const prefixes = JSON.parse(host.dataset.prefixes ?? "{}") as Prefixes;
  const terms = fetchJson<Terms>(host.dataset.vocabulary ?? "");
  completeFrom(Yasgui.Yasqe, prefixes, terms, document.documentElement.lang.slice(0, 2));
  const endpoint = new URL(host.dataset.yasgui ?? "", location.href).href;
  const place = document.createElement("div");
  // Yasgui speaks English alone.
  place.lang = "en";
  host.querySelector("form")?.replaceWith(place);
  const yasgui = made(place, endpoint, prefixes, { starter: plain?.value ?? "", tab: words.tab ?? "" });
  if (asked) {
    for (const answer of document.querySelectorAll("[data-answer]")) answer.remove();
    open(yasgui, asked, words.asked ?? "");
  }
  nameControls(place, words);
  offerDownloads(yasgui, host, endpoint, words);
  takeExamples(yasgui);
  stayHere(place);
}

function made(
  place: HTMLElement,
  endpoint: string,
  prefixes: Prefixes,
  { starter, tab }: { starter: string; tab: string },
): Yasgui {
  const { Yasqe, Yasr } = Yasgui;
  Yasr.defaults.errorRenderers = [problemOf];
  Yasqe.defaults.value = starter;
  Yasr.defaults.prefixes = prefixes;
  return new Yasgui(place, {
    requestConfig: { endpoint, method: "POST" },
    persistenceId: `drcgraph ${endpoint}`,
    populateFromUrl: false,
    tabName: tab,
    copyEndpointOnNewTab: false,
    endpointCatalogueOptions: { getData: () => [{ endpoint }], keys: [], renderItem: () => undefined },
    yasqe: {
      // The same address that the plain form makes.
      createShareableLink: (editor: { getValue(): string }) =>
        `${location.origin}${location.pathname}?${new URLSearchParams({ query: editor.getValue() })}`,
    } as object,
  });
}

/** What a problem document (RFC 9457) says; anything else is left to Yasgui. */
async function problemOf({ text }: { text?: string }): Promise<HTMLElement | undefined> {
  try {
    const { detail } = JSON.parse(text ?? "") as { detail?: string };
    return detail ? element("p", { class: "notice", role: "alert", lang: "en" }, detail) : undefined;
  } catch {
    return undefined;
  }
}

/** A query in a tab of its own, answered at once. */
function open(yasgui: Yasgui, query: string, name: string): void {
  const tab = yasgui.addTab(true, { name, yasqe: { value: query } }, { avoidDuplicateTabs: true });
  // Yasgui shows what went wrong; nothing is left to do about it here.
  tab.query().catch(() => undefined);
}

function takeExamples(yasgui: Yasgui): void {
  for (const link of document.querySelectorAll<HTMLAnchorElement>("[data-examples] a")) {
    link.addEventListener("click", (event) => {
      if (event.metaKey || event.ctrlKey || event.shiftKey) return;
      event.preventDefault();
      open(yasgui, new URL(link.href).searchParams.get("query") ?? "", shortened(link.textContent ?? ""));
      yasgui.rootEl.scrollIntoView({ block: "start" });
    });
  }
}

function shortened(name: string): string {
  return name.length > NAME ? `${name.slice(0, NAME - 1).trimEnd()}…` : name;
}

/** Names of our own lead to their pages here, wherever this site stands. */
function stayHere(place: HTMLElement): void {
  const root = location.pathname.replace(/\/query$/, "");
  for (const kind of ["pointerdown", "focusin"]) {
    place.addEventListener(kind, (event) => {
      const link = (event.target as Element).closest<HTMLAnchorElement>(`a[href^="${BASE}"]`);
      if (link && !link.hash) link.href = link.href.replace(BASE, `${root}/id/`);
    });
  }
}

const host = document.querySelector<HTMLElement>("[data-yasgui]");
if (host) begin(host);
