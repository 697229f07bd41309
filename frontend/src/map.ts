// The map: offline, over Natural Earth's outlines. A place known exactly is a dot; one known as a region, part or
// country is a dashed circle, for its dot would say more than is known.
import { geoGraticule10, geoMercator, geoPath } from "d3-geo";
import { feature } from "topojson-client";
import type { Topology } from "topojson-specification";
import world from "world-atlas/countries-110m.json";
import { el, islands, title } from "./svg";

interface Point { name: string; latitude: number; longitude: number; precision: string; modifier: string; claims: number; link?: string }
const NARROWEST = 8;
const RADIUS: Record<string, number> = { exact: 5, "part of": 14, near: 16, region: 30, country: 44 };

islands<{ points: Point[] }>("map", ({ points }, width) => {
  if (!points.length) return undefined;
  const height = Math.round(width * 0.62);
  const [west, east] = [Math.min(...points.map((p) => p.longitude)), Math.max(...points.map((p) => p.longitude))];
  const [south, north] = [Math.min(...points.map((p) => p.latitude)), Math.max(...points.map((p) => p.latitude))];
  const spread = Math.max(NARROWEST, east - west, north - south) * 0.75;
  const middle: [number, number] = [(west + east) / 2, (south + north) / 2];
  const corner = (dx: number, dy: number): [number, number] => [Math.max(-179, Math.min(179, middle[0] + dx * spread)), Math.max(-78, Math.min(80, middle[1] + dy * spread * 0.62))];
  const frame = { type: "MultiPoint" as const, coordinates: [corner(-1, -1), corner(1, 1), corner(-1, 1), corner(1, -1)] };
  const projection = geoMercator().fitExtent([[4, 4], [width - 4, height - 4]], frame);
  projection.clipExtent([[0, 0], [width, height]]);
  const path = geoPath(projection);
  const topology = world as unknown as Topology;
  const svg = el("svg", { class: "chart", viewBox: `0 0 ${width} ${height}`, role: "group", "aria-label": `Map of ${points.length} place${points.length === 1 ? "" : "s"}: ${points.map((p) => p.name).join(", ")}; the list below has them all` });
  svg.append(el("path", { class: "grid", d: path(geoGraticule10()) ?? "", fill: "none" }));
  const lands = feature(topology, topology.objects["countries"]!);
  svg.append(el("path", { class: "land", d: path(lands as GeoJSON.GeoJSON as never) ?? "" }));
  // a name that would stand over another is left to the title and the list; places told of most often come first
  const taken: [number, number, number][] = [];
  const named = new Set<string>();
  const free = (x: number, y: number, wide: number): boolean => x + wide < width && taken.every(([x2, y2, wide2]) => Math.abs(y - y2) > 13 || x > x2 + wide2 || x2 > x + wide);
  for (const point of [...points].sort((one, other) => other.claims - one.claims)) {
    const at = projection([point.longitude, point.latitude]);
    if (!at) continue;
    const group = point.link ? el("a", { href: point.link }) : el("g");
    group.append(title(`${point.name}, ${point.modifier ? `${point.modifier}, ` : ""}${point.precision}: ${point.claims} claim${point.claims === 1 ? "" : "s"}`));
    group.append(el("circle", { class: point.precision === "exact" ? "point" : "area", cx: at[0], cy: at[1], r: (RADIUS[point.precision] ?? 10) + Math.min(4, Math.log2(point.claims)) }));
    const [y, wide] = [at[1] - 8, point.name.length * 6.6];
    const x = [at[0] + 8, at[0] - 8 - wide].find((one) => one >= 0 && free(one, y, wide));
    if (x !== undefined && !named.has(point.name)) {
      named.add(point.name);
      taken.push([x, y, wide]);
      group.append(el("text", { x, y }, point.name));
    }
    svg.append(group);
  }
  svg.append(el("rect", { class: "frame", width: width - 1, height: height - 1, x: 0.5, y: 0.5, rx: 4 }));
  return svg;
});
