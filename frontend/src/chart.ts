// The figure chart: a row for each origin, time across, figures as numbers and ranges. What was superseded is faded; a
// thin line leads from the day a figure is of to the day it was reported.
import { extent } from "d3-array";
import { scaleUtc } from "d3-scale";
import { el, islands, short, title } from "./svg";

interface Point {
  row: string; claim: string; published: string | null; event: string | null; asOf: string | null;
  value: number | null; low: number | null; high: number | null; words: string; old: boolean;
  status: "asserted" | "denied" | "unverified"; outlet: string;
}
interface Chart { rows: string[]; points: Point[]; estimate: { low: number | null; high: number | null; best: number | null } | null }

const ROW = 44;
const date = (moment: string | null): Date | undefined => {
  const found = moment ? new Date(moment.length === 10 ? `${moment}T12:00:00Z` : moment) : undefined;
  return found && !Number.isNaN(found.getTime()) ? found : undefined;
};

islands<Chart>("chart", ({ rows, points, estimate }, width) => {
  const dated = points.map((point) => ({ point, at: date(point.published), of: date(point.asOf) ?? date(point.event) }));
  const times = dated.flatMap(({ at, of }) => [at, of]).filter((one) => one !== undefined);
  const [first, last] = extent(times);
  if (!first || !last) return undefined;
  const left = Math.min(190, width * 0.3);
  const edge = Math.max(3_600_000 * 6, (last.getTime() - first.getTime()) * 0.06);
  const x = scaleUtc([new Date(first.getTime() - edge), new Date(last.getTime() + edge)], [left, width - 40]);
  const height = rows.length * ROW + 44;
  const svg = el("svg", { class: "chart", viewBox: `0 0 ${width} ${height}`, role: "group", "aria-label": `Figures by origin over time: ${points.length} answers of ${rows.length} origins; the table below has them all` });
  const ticks = x.ticks(Math.max(2, Math.floor((width - left) / 110)));
  // days as days, hours as hours of 24: a clock without a.m. and p.m. reads the same everywhere
  const format = (tick: Date): string => tick.getTime() % 86_400_000 ? tick.toISOString().slice(11, 16) : tick.toISOString().slice(0, 10);
  for (const tick of ticks) {
    svg.append(el("line", { class: "grid", x1: x(tick), x2: x(tick), y1: 8, y2: height - 26 }));
    svg.append(el("text", { class: "axis", x: x(tick), y: height - 10, "text-anchor": "middle" }, format(tick)));
  }
  rows.forEach((row, i) => {
    const y = i * ROW + 30;
    svg.append(el("line", { class: "grid", x1: 0, x2: width, y1: y + 16, y2: y + 16 }));
    svg.append(el("text", { x: 0, y: y + 4 }, short(row, Math.floor(left / 7.2)), title(row)));
    let edgeOfLast = -Infinity;
    for (const { point, at, of } of dated.filter((one) => one.point.row === row).sort((a, b) => (a.at?.getTime() ?? 0) - (b.at?.getTime() ?? 0))) {
      const here = at ?? of;
      if (!here) continue;
      const cx = x(here);
      const mark = el("a", { href: `/claims/${encodeURIComponent(point.claim)}`, class: point.old ? "old" : "" });
      mark.append(title(`${row}: ${point.words}, ${point.status}${point.old ? ", superseded" : ""}; ${point.outlet}, reported ${point.published ?? "at an unknown date"}${point.asOf ? `, as of ${point.asOf}` : ""}`));
      if (of && at && Math.abs(x(of) - cx) > 6) mark.append(el("line", { class: "as-of", x1: x(of), x2: cx, y1: y, y2: y }));
      const ranged = point.low !== point.high;
      if (ranged) mark.append(el("line", { class: "range", x1: cx - 9, x2: cx + 9, y1: y, y2: y }));
      if (point.status === "denied") mark.append(el("path", { class: "denied", d: `M${cx - 5} ${y - 5}l10 10m0-10l-10 10`, "stroke-width": 2 }));
      else mark.append(el("circle", { class: "mark", cx, cy: y, r: ranged ? 3 : 5, ...(point.status === "unverified" ? { "fill-opacity": 0 } : {}) }));
      const words = point.words;
      if (cx - words.length * 3.2 > edgeOfLast) {
        mark.append(el("text", { x: cx, y: y - 10, "text-anchor": "middle" }, words));
        edgeOfLast = cx + words.length * 3.2 + 6;
      }
      svg.append(mark);
    }
  });
  if (estimate?.best != null) svg.setAttribute("data-best", String(estimate.best));
  return svg;
});
