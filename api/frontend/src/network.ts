// A network that one walks: each thing chosen shows what it is and brings its own neighbours when asked.
import cytoscape, { type Core, type ElementDefinition, type NodeSingular, type Position } from "cytoscape";
import fcose from "cytoscape-fcose";
import { element, fetchJson, filled } from "./dom";
import { labelWhatFits, scaleLabels, shortened } from "./network-label";
import { networkStyle } from "./network-style";

interface Thing {
  id: string;
  type: string;
  label: string;
  lang: string;
  href: string | null;
  date: string | null;
}
interface Link {
  source: string;
  target: string;
  relation: string;
  count: number;
}
interface Found {
  nodes: Thing[];
  edges: Link[];
  left_out: number;
}
cytoscape.use(fcose);

type Words = Record<string, string>;

/** Half a label, in pixels, around the drawing; less where the screen is small. */
const PADDING = 60;
const PADDING_SHARE = 0.1;
const STILL = matchMedia("(prefers-reduced-motion: reduce)");
const DARK = matchMedia("(prefers-color-scheme: dark)");

export async function drawNetwork(place: HTMLElement, words: Words): Promise<void> {
  const address = place.dataset.network ?? "";
  const network = new Network(place, words, address);
  await network.begin();
}

class Network {
  private graph: Core;
  private canvas = element("div", { class: "walk-canvas", "aria-hidden": "true" });
  private chosen = element("section", { class: "walk-chosen" });
  private key = element("ul", { class: "plain walk-key small muted" });
  private list = element("ul", { class: "plain walk-list" });
  private status = element("p", { role: "status", class: "small muted" });
  private expanded = new Set<string>();
  private base: string;

  constructor(
    place: HTMLElement,
    private words: Words,
    private start: string,
  ) {
    this.base = start.split("/network/")[0] + "/network/";
    place.replaceChildren(this.frame());
    this.graph = cytoscape({
      container: this.canvas,
      style: networkStyle(),
      minZoom: 0.2,
      maxZoom: 2.5,
      boxSelectionEnabled: false,
    });
    this.graph.on("zoom", () => scaleLabels(this.graph));
    this.graph.on("layoutstart", () => scaleLabels(this.graph));
    this.graph.on("layoutstop zoom dragfree", () => labelWhatFits(this.graph));
    this.graph.on("mouseover mouseout", "node", ({ target, type }: { target: NodeSingular; type: string }) =>
      target.toggleClass("hovered", type === "mouseover"),
    );
    this.graph.on("tap", "node", ({ target }: { target: NodeSingular }) => this.choose(target.id()));
    this.graph.on("dbltap", "node", ({ target }: { target: NodeSingular }) => void this.expand(target.id()));
    DARK.addEventListener("change", () => this.graph.style(networkStyle()));
  }

  async begin(): Promise<void> {
    const own = decodeURIComponent(this.start.slice(this.base.length));
    await this.load(own, this.start);
    this.choose(own);
  }

  private frame(): HTMLElement {
    const button = (words: string | undefined, action: () => void, label?: string): HTMLElement => {
      const made = element("button", { type: "button", class: "quiet" }, words ?? "");
      if (label) made.setAttribute("aria-label", label);
      made.addEventListener("click", action);
      return made;
    };
    const zoom = (factor: number): void => {
      const { width, height } = this.canvas.getBoundingClientRect();
      this.graph.zoom({ level: this.graph.zoom() * factor, renderedPosition: { x: width / 2, y: height / 2 } });
    };
    const bar = element(
      "div",
      { class: "bar walk-bar" },
      button("+", () => zoom(1.25), this.words.nearer),
      button("−", () => zoom(0.8), this.words.farther),
      button(this.words.whole, () => this.graph.fit(undefined, this.padding())),
    );
    // Cytoscape looks for this id before it writes a style sheet into the page, which the pages' policy forbids.
    const styled = element("span", { id: "__________cytoscape_stylesheet", hidden: "" });
    const stage = element("div", { class: "walk-stage" }, this.canvas, bar);
    // A page that is being scrolled must not stick here; with Ctrl (or two fingers) the wheel zooms.
    stage.addEventListener("wheel", (event) => event.ctrlKey || event.stopPropagation(), { capture: true });
    return element(
      "div",
      { class: "walk" },
      styled,
      stage,
      this.key,
      this.chosen,
      this.status,
      element("details", { class: "small" }, element("summary", {}, this.words.words ?? ""), this.list),
    );
  }

  private async load(id: string, address: string): Promise<void> {
    const found = await fetchJson<Found>(address);
    const before = this.graph.nodes().length;
    this.expanded.add(id);
    this.graph.add(this.fresh(found, id));
    this.graph.$id(id).addClass("open");
    this.arrange(before === 0);
    this.listAll();
    this.explain();
    const more = found.left_out ? " " + filled(this.words.more ?? "", { count: found.left_out }) : "";
    const count = this.graph.nodes().length;
    this.status.textContent = filled(this.words.count ?? "", { count }) + more;
  }

  /** What the drawing has not got yet; new things start around the one that brought them, away from the rest. */
  private fresh(found: Found, id: string): ElementDefinition[] {
    const fresh = found.nodes.filter((thing) => this.graph.$id(thing.id).empty());
    const places = this.places(id, fresh.length);
    const nodes = fresh.map((thing, place) => ({
      group: "nodes" as const,
      data: { ...thing, short: shortened(thing.label) },
      position: places[place]!,
    }));
    const edges = found.edges
      .map((link) => ({ ...link, id: `${link.source} ${link.relation} ${link.target}` }))
      .filter((link) => this.graph.$id(link.id).empty())
      .map((link) => ({ group: "edges" as const, data: link }));
    return [...nodes, ...edges];
  }

  private places(id: string, count: number): Position[] {
    const origin = this.graph.$id(id);
    if (origin.empty()) return [{ x: 0, y: 0 }, ...around({ x: 0, y: 0 }, 0, 2 * Math.PI, count - 1)];
    const { x1, x2, y1, y2 } = this.graph.nodes().boundingBox();
    const { x, y } = origin.position();
    return around({ x, y }, Math.atan2(y - (y1 + y2) / 2, x - (x1 + x2) / 2), 1.2 * Math.PI, count);
  }

  private arrange(first: boolean): void {
    const options = {
      name: "fcose",
      quality: "proof",
      animate: !STILL.matches,
      animationDuration: 350,
      randomize: false,
      fit: true,
      padding: this.padding(),
      nodeDimensionsIncludeLabels: true,
      nodeRepulsion: () => 12_000,
      idealEdgeLength: () => 130,
      nodeSeparation: 120,
      numIter: first ? 2500 : 1500,
    };
    this.graph.layout(options as unknown as cytoscape.LayoutOptions).run();
  }

  private padding(): number {
    return Math.min(PADDING, this.graph.width() * PADDING_SHARE);
  }

  private async expand(id: string): Promise<void> {
    if (this.expanded.has(id)) return;
    const [kind = "", ...rest] = id.split("/");
    const path = [kind, ...rest].map(encodeURIComponent).join("/");
    try {
      await this.load(id, this.base + path);
    } catch (error) {
      this.status.textContent = this.words.fault ?? "";
      throw error;
    }
    this.choose(id);
  }

  private choose(id: string): void {
    this.graph.elements().removeClass("chosen near");
    const node = this.graph.$id(id);
    node.addClass("chosen");
    node.connectedEdges().addClass("near");
    labelWhatFits(this.graph);
    this.chosen.replaceChildren(...this.described(node));
  }

  /** Which line says what. */
  private explain(): void {
    const relations = new Set(this.graph.edges().map((edge) => edge.data("relation") as string));
    this.key.replaceChildren(
      ...[...relations].map((name) => element("li", {}, element("span", { class: `line ${name}` }), this.relation(name))),
    );
  }

  private described(node: NodeSingular): HTMLElement[] {
    const thing = node.data() as Thing;
    const kind = element("span", { class: `key ${thing.type}` }, this.words[thing.type] ?? thing.type);
    const line = element("p", { class: "meta" }, kind, ...(thing.date ? [element("span", {}, thing.date)] : []));
    const title = element("p", {}, thing.href ? this.link(thing) : element("b", { lang: thing.lang }, thing.label));
    const offer = this.expanded.has(thing.id) ? [] : [this.opener(thing)];
    return [line, title, ...offer];
  }

  private link(thing: Thing): HTMLElement {
    return element("a", { href: thing.href ?? "", lang: thing.lang }, thing.label);
  }

  private opener(thing: Thing): HTMLElement {
    const button = element("button", { type: "button", class: "quiet small" }, this.words.expand ?? "");
    button.setAttribute("aria-label", `${this.words.expand}: ${thing.label}`);
    button.addEventListener("click", () => void this.expand(thing.id));
    return button;
  }

  /** The same network in words, for those who do not see or point. */
  private listAll(): void {
    const items = this.graph.edges().map((edge) => {
      const [source, target] = [edge.source().data() as Thing, edge.target().data() as Thing];
      const relation = ` ${this.relation(edge.data("relation") as string)} `;
      const openers = [source, target].filter((thing) => !this.expanded.has(thing.id)).map((t) => this.opener(t));
      return element("li", {}, this.link(source), relation, this.link(target), " ", ...openers);
    });
    this.list.replaceChildren(...items);
  }

  private relation(name: string): string {
    return this.words[`relation.${name}`] ?? name;
  }
}

/** Places in a sector about `direction`, in three rings by turns, so that labels side by side do not touch. */
function around(centre: Position, direction: number, sector: number, count: number): Position[] {
  return Array.from({ length: count }, (_, place) => {
    const angle = direction - sector / 2 + (sector * (place + 0.5)) / count;
    const radius = 190 + 70 * (place % 3);
    return { x: centre.x + radius * Math.cos(angle), y: centre.y + radius * Math.sin(angle) };
  });
}
