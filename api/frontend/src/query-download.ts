// The whole result in each format the endpoint knows: links beside the table, which shows one.
import type Yasgui from "@zazuko/yasgui";
import { element } from "./dom";

const FORMATS: Record<string, string[]> = {
  SELECT: ["csv", "tsv", "json", "xml"],
  ASK: ["json", "xml"],
  CONSTRUCT: ["ttl", "nt", "jsonld"],
  DESCRIBE: ["ttl", "nt", "jsonld"],
};

export function offerDownloads(
  yasgui: Yasgui,
  host: HTMLElement,
  endpoint: string,
  words: Record<string, string>,
): void {
  const line = element("p", { class: "small", role: "status" });
  host.append(line);
  const offer = (tab: ReturnType<Yasgui["addTab"]>): void => {
    const query = tab.getQuery();
    const failed = tab.getYasr().results?.getError();
    const formats = failed ? [] : (FORMATS[tab.getYasqe().getQueryType()] ?? []);
    const links = formats.flatMap((format) => {
      const address = `${endpoint}?${new URLSearchParams({ query, format })}`;
      const link = element("a", { href: address, download: `result.${format}` }, format.toUpperCase());
      return [" ", link];
    });
    line.replaceChildren(...(links.length ? [words.download ?? "", ...links] : []));
  };
  // The result is set right after the event that announces it.
  yasgui.on("queryResponse", (_: unknown, tab: ReturnType<Yasgui["addTab"]>) => queueMicrotask(() => offer(tab)));
}
