// How a network looks: the colours of the page, a shape for each type beside its colour.
import type { StylesheetStyle } from "cytoscape";

const SHAPES = {
  policy: "round-rectangle",
  article: "round-tag",
  actor: "ellipse",
  industry: "rectangle",
  region: "triangle",
  instrument: "diamond",
} as const;

export function networkStyle(): StylesheetStyle[] {
  const page = getComputedStyle(document.documentElement);
  const colour = (name: string): string => page.getPropertyValue(`--${name}`).trim();
  const font = getComputedStyle(document.body).fontFamily;
  return [...nodes(colour, font), ...edges(colour)];
}

function nodes(colour: (name: string) => string, font: string): StylesheetStyle[] {
  const types = Object.entries(SHAPES).map(([type, shape]) => ({
    selector: `node[type = "${type}"]`,
    style: {
      shape,
      "background-color": colour(type === "article" ? "sunken" : `${type}-soft`),
      "border-color": colour(type === "article" ? "muted" : type),
    },
  }));
  return [
    {
      selector: "node",
      style: {
        color: colour("ink"),
        "font-family": font,
        "font-size": 11,
        "text-wrap": "wrap",
        "text-max-width": "120px",
        "text-valign": "bottom",
        "text-margin-y": 4,
        "text-background-color": colour("paper"),
        "text-background-opacity": 0.85,
        "border-width": 2,
      },
    },
    // Chinese has no spaces to break at.
    { selector: 'node[lang ^= "zh"]', style: { "text-overflow-wrap": "anywhere" } },
    ...types,
    { selector: "node.named, node.hovered", style: { label: "data(short)", "z-index": 2 } },
    { selector: "node.open", style: { "font-weight": "bold" } },
    { selector: "node.chosen", style: { "border-width": 4, "border-color": colour("focus") } },
  ] as StylesheetStyle[];
}

function edges(colour: (name: string) => string): StylesheetStyle[] {
  const line = (name: string): Record<string, string> => ({
    "line-color": colour(name),
    "target-arrow-color": colour(name),
  });
  return [
    {
      selector: "edge",
      style: {
        ...line("muted"),
        width: 1.2,
        opacity: 0.7,
        "curve-style": "bezier",
        "target-arrow-shape": "triangle",
        "arrow-scale": 0.8,
      },
    },
    {
      selector: 'edge[relation = "implements"], edge[relation = "extends"]',
      style: { ...line("accent"), width: 2.2 },
    },
    {
      selector: 'edge[relation = "supersedes"], edge[relation = "amends"]',
      style: { ...line("policy"), "line-style": "dashed" },
    },
    {
      selector: 'edge[relation = "together"], edge[relation = "belongs"]',
      style: { "target-arrow-shape": "none", "line-style": "dotted" },
    },
    {
      selector: "edge.near",
      style: { opacity: 1, width: 2.2 },
    },
  ] as StylesheetStyle[];
}
