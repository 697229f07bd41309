// What the islands share: making SVG without inline styles, which the content security policy forbids.
export const NS = "http://www.w3.org/2000/svg";

export function el(name: string, attributes: Record<string, string | number> = {}, ...children: (Node | string)[]): SVGElement {
  const made = document.createElementNS(NS, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, String(value));
  made.append(...children);
  return made;
}

export function title(words: string): SVGElement {
  return el("title", {}, words);
}

// Each island takes its data from the element that stands where it's to be drawn.
export function islands<T>(name: string, draw: (data: T, width: number) => SVGElement | undefined): void {
  for (const place of document.querySelectorAll<HTMLElement>(`[data-island="${name}"]`)) {
    const data = JSON.parse(place.dataset.json ?? "null") as T;
    const show = (): void => {
      place.hidden = false;
      const drawn = draw(data, Math.max(300, place.clientWidth));
      if (drawn) place.replaceChildren(drawn);
      else place.hidden = true;
    };
    show();
    let width = place.clientWidth;
    addEventListener("resize", () => { if (place.clientWidth !== width) { width = place.clientWidth; show(); } });
  }
}

export function short(words: string, most: number): string {
  return words.length > most ? `${words.slice(0, most - 1)}…` : words;
}
