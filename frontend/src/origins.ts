// The origins graph: reports on the left, those who relay in the middle, origins on the right; how many lines come
// together in how few origins is what it's drawn for.
import { el, islands, short, title } from "./svg";

interface Graph {
  reports: string;
  nodes: { id: string; layer: "report" | "relay" | "origin"; label: string }[];
  edges: { from: string; to: string; claims: number }[];
}
const LINE = 26;
const LAYERS = ["report", "relay", "origin"] as const;

islands<Graph>("origins", ({ reports, nodes, edges }, width) => {
  if (!nodes.length || nodes.length > 400) return undefined;
  const used = LAYERS.filter((layer) => nodes.some((node) => node.layer === layer));
  const columns = used.map((layer) => nodes.filter((node) => node.layer === layer));
  const most = Math.max(...columns.map((column) => column.length));
  const height = most * LINE + 34;
  const box = Math.min(170, (width - (used.length - 1) * 46) / used.length);
  const places = new Map<string, { x: number; y: number }>();
  columns.forEach((column, i) => {
    const x = used.length === 1 ? 0 : (i * (width - box)) / (used.length - 1);
    const gap = (height - 30) / column.length;
    column.forEach((node, j) => places.set(node.id, { x, y: 30 + gap * (j + 0.5) }));
  });
  const count = (layer: string): number => nodes.filter((node) => node.layer === layer).length;
  const svg = el("svg", { class: "chart", viewBox: `0 0 ${width} ${height}`, role: "group", "aria-label": `${reports} lead through ${count("relay")} relays to ${count("origin")} origins; the list below has them all` });
  used.forEach((layer, i) => {
    const x = used.length === 1 ? 0 : (i * (width - box)) / (used.length - 1);
    const heading = layer === "origin" ? `on whose word (${count(layer)})` : layer === "report" ? reports : `${count(layer)} ${layer}${count(layer) === 1 ? "" : "s"}`;
    svg.append(el("text", { class: "axis", x, y: 14 }, heading.length * 6.4 < box + 40 ? heading : `${count(layer)} ${layer === "report" && reports.includes(" of ") ? "outlet" : layer}${count(layer) === 1 ? "" : "s"}`));
  });
  for (const edge of edges) {
    const [from, to] = [places.get(edge.from), places.get(edge.to)];
    if (!from || !to) continue;
    const [x1, x2] = [from.x + box, to.x];
    const middle = (x1 + x2) / 2;
    svg.append(el("path", { class: "edge", d: `M${x1} ${from.y}C${middle} ${from.y} ${middle} ${to.y} ${x2} ${to.y}`, "stroke-width": Math.min(5, 1 + Math.log2(edge.claims)) }, title(`${edge.claims} claim${edge.claims === 1 ? "" : "s"}`)));
  }
  for (const node of nodes) {
    const at = places.get(node.id);
    if (!at) continue;
    const group = node.id.startsWith("report:") ? el("a", { href: `/reports/${encodeURIComponent(node.id.slice(7))}` }) : el("g");
    group.append(title(node.label));
    group.append(el("rect", { class: `node ${node.layer}`, x: at.x, y: at.y - 10, width: box, height: 20, rx: 4 }));
    group.append(el("text", { x: at.x + 6, y: at.y + 4 }, short(node.label, Math.floor((box - 12) / 6.4))));
    svg.append(group);
  }
  return svg;
});
