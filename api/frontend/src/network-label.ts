// Labels of a network: as large at every distance, and only those that cover no other label or shape.
import type { Core, NodeSingular } from "cytoscape";

interface Box {
  left: number;
  right: number;
  top: number;
  bottom: number;
}

const LONGEST = 38;
const LETTERS = 11;
const WIDTH = 120;
const LINE = 13;
const GAP = 4;
const SHAPE = 22;
const OPEN = 32;
const TOUCHED = 18;

/** A label cut to what three lines hold; a Chinese character counts two. */
export function shortened(label: string): string {
  let used = 0;
  for (const [place, char] of [...label].entries()) {
    used += breadth(char);
    if (used > LONGEST) return `${[...label].slice(0, place - 1).join("").trimEnd()}…`;
  }
  return label;
}

/** Letters keep their size on the screen however near one looks; shapes stay large enough to be touched. */
export function scaleLabels(graph: Core): void {
  const size = 1 / graph.zoom();
  graph.nodes().style({
    "font-size": LETTERS * size,
    "text-max-width": `${WIDTH * size}px`,
    "text-margin-y": GAP * size,
  });
  for (const node of graph.nodes().toArray() as NodeSingular[]) {
    const side = Math.max(node.hasClass("open") ? OPEN : SHAPE, TOUCHED * size);
    node.style({ width: side, height: side });
  }
}

/** Name what is chosen, then what was opened, then what the chosen thing touches, then the rest, where there is room. */
export function labelWhatFits(graph: Core): void {
  const near = graph.nodes(".chosen").neighborhood().nodes();
  const rank = (node: NodeSingular): number =>
    node.hasClass("chosen") ? 0 : node.hasClass("open") ? 1 : near.contains(node) ? 2 : 3;
  const nodes = graph.nodes().toArray() as NodeSingular[];
  const shapes = nodes.map((node) => ({ node, box: shapeBox(node) }));
  const taken: Box[] = [];
  for (const node of nodes.sort((a, b) => rank(a) - rank(b))) {
    const box = labelBox(node);
    const free =
      !taken.some((other) => overlap(box, other)) &&
      !shapes.some((other) => other.node !== node && overlap(box, other.box));
    node.toggleClass("named", free || rank(node) === 0);
    if (free) taken.push(box);
  }
}

function breadth(char: string): number {
  return char > "\u2e80" ? 2 : 1;
}

function shapeBox(node: NodeSingular): Box {
  const { x, y } = node.renderedPosition();
  const half = node.renderedHeight() / 2;
  return { left: x - half, right: x + half, top: y - half, bottom: y + half };
}

/** Where the label would stand: under its shape, in lines of at most WIDTH. */
function labelBox(node: NodeSingular): Box {
  const { x } = node.renderedPosition();
  const letters = [...(node.data("short") as string)].reduce((sum, char) => sum + breadth(char), 0);
  const length = letters * LETTERS * 0.55;
  const top = shapeBox(node).bottom + GAP;
  const half = Math.min(length, WIDTH) / 2;
  const lines = Math.ceil((length * 1.15) / WIDTH);
  return { left: x - half, right: x + half, top, bottom: top + lines * LINE };
}

function overlap(a: Box, b: Box): boolean {
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}
