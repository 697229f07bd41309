import { typing } from "./keys";

// The report's page: what belongs together lights up together; notes stand beside the words they tell of; a value says
// how it was read where it stands.
const text = document.querySelector<HTMLElement>("#text");
const margin = document.querySelector<HTMLElement>(".margin");
const cards = [...document.querySelectorAll<HTMLElement>(".note-card")];
const marks = [...document.querySelectorAll<HTMLElement>("[data-l], [data-a]")].filter((one) => !cards.includes(one));
const sheet = Boolean(document.querySelector(".sheet"));
const cardOf = new Map(cards.map((card) => [card.id, card]));

const idsOf = (mark: HTMLElement): string[] => (mark.dataset.l ?? mark.dataset.a ?? "").split(" ").filter(Boolean);

// The note that a mark speaks of: its innermost attribution, else the note of a claim it is part of.
function cardFor(mark: HTMLElement): HTMLElement | undefined {
  const own = idsOf(mark).map((id) => cardOf.get(id)).filter((one) => one !== undefined);
  return own.at(-1) ?? cards.find((card) => idsOf(mark).some((id) => (card.dataset.lights ?? "").split(" ").includes(id)));
}

let litBy: HTMLElement | undefined;
function light(card: HTMLElement | undefined): void {
  if (card === litBy) return;
  litBy = card;
  const ids = new Set((card?.dataset.lights ?? "").split(" ").filter(Boolean));
  for (const mark of marks) mark.classList.toggle("lit", idsOf(mark).some((id) => ids.has(id)));
  for (const one of cards) { one.classList.toggle("lit", one === card); one.classList.remove("raised"); }
}

// A note doesn't move while a button in it is pressed: the press would end on something else, and count for nothing.
let pressed = false;
document.addEventListener("pointerdown", () => { pressed = true; }, true);
for (const kind of ["pointerup", "pointercancel"]) document.addEventListener(kind, () => { pressed = false; }, true);

// Scrolling moves words under a pointer that rests: that is nobody pointing at them.
let pointer = "";
function over(event: Event): void {
  if (event instanceof MouseEvent) {
    const here = `${event.screenX} ${event.screenY}`;
    if (here === pointer) return;
    pointer = here;
  }
  const target = event.target as HTMLElement;
  const card = target.closest<HTMLElement>(".note-card");
  const mark = target.closest<HTMLElement>("[data-l], .num");
  if (card) { light(card); if (sheet) turn(card); else if (event.type === "focusin" && !pressed && isStepped()) bring(card); }
  else if (mark) { const found = cardFor(mark); light(found); if (found) bring(found, mark); }
  const value = target.closest<HTMLElement>("[data-v]");
  if (value) explain(value);
}
for (const kind of ["mouseover", "focusin"]) document.addEventListener(kind, over);
document.addEventListener("mouseout", (event) => { if ((event.target as HTMLElement).closest("[data-v]")) hide(); });
document.addEventListener("focusout", () => hide());

// Where nothing can hover, the first touch of a value says how it was read, and the second leads there.
let touched: HTMLElement | undefined;
document.addEventListener("click", (event) => {
  const target = event.target as HTMLElement;
  const value = target.closest<HTMLElement>("#text [data-v]") ?? undefined;
  if (value && value !== touched && matchMedia("(hover: none)").matches) { event.preventDefault(); explain(value); }
  touched = value;
  if (litBy?.classList.contains("raised") && !target.closest(".note-card, [data-l], .num")) light(undefined);
});

// Notes in step with the text: each as near its first words as the others let it, none over another. Where they're
// crowded they part around the place where they'd all stand (isotonic regression), so that none is pushed far; the one
// that is `aimed` at stands beside its words, and the others make room.
const GAP = 6;
const isWide = (): boolean => Boolean(margin && getComputedStyle(margin.parentElement!).gridTemplateColumns.split(" ").length > 1);
const isStepped = (): boolean => isWide() && !sheet;
const beginning = (card: HTMLElement): HTMLElement | undefined =>
  document.getElementById(`at-${card.id}`) ?? marks.find((one) => idsOf(one).includes(card.id));

function lay(aimed?: HTMLElement): void {
  if (!margin || !text) return;
  const stepped = isStepped();
  margin.classList.toggle("stepped", stepped);
  if (!stepped) { margin.style.minHeight = ""; return; }
  const top = margin.getBoundingClientRect().top;
  const sizes = folded(() => cards.map((card) => card.offsetHeight + GAP));
  const tops = cards.map((card) => Math.max(0, (beginning(card)?.getBoundingClientRect().top ?? top) - top - 4));
  let total = 0;
  const before = sizes.map((size) => { const sum = total; total += size; return sum; });
  const room = Math.max(0, text.offsetHeight - total);
  let shifts = parted(tops.map((at, i) => at - before[i]!)).map((one) => Math.min(room, Math.max(0, one)));
  const fixed = aimed ? cards.indexOf(aimed) : -1;
  if (fixed >= 0) {
    const at = tops[fixed]! - before[fixed]!;
    shifts = shifts.map((one, i) => (i < fixed ? Math.min(one, at) : i > fixed ? Math.max(one, at) : at));
  }
  cards.forEach((card, i) => { card.style.top = `${before[i]! + shifts[i]!}px`; });
  margin.style.minHeight = `${total + (shifts.at(-1) ?? 0)}px`;
}

// The sizes of notes are theirs while none is unfolded: an unfolded one lies over those below it.
function folded<T>(measure: () => T): T {
  margin?.classList.add("folded");
  const found = measure();
  margin?.classList.remove("folded");
  return found;
}

// The rising sequence nearest to one that needn't rise: neighbours out of order meet at their mean (pool adjacent violators).
function parted(wanted: number[]): number[] {
  const pools: { sum: number; many: number }[] = [];
  for (const one of wanted) {
    let pool = { sum: one, many: 1 };
    for (let last = pools.at(-1); last && last.sum / last.many > pool.sum / pool.many; last = pools.at(-1)) {
      pools.pop();
      pool = { sum: pool.sum + last.sum, many: pool.many + last.many };
    }
    pools.push(pool);
  }
  return pools.flatMap(({ sum, many }) => Array<number>(many).fill(sum / many));
}
lay();
addEventListener("resize", () => lay());
document.fonts?.ready.then(() => lay());
text?.addEventListener("toggle", () => lay(), true);

// A note that stands far from its words, for there are many, is brought beside them while they're pointed at; where
// there's no room beside the text it's shown at the foot of the window, or at its head where its words are below.
function bring(card: HTMLElement, by: HTMLElement | undefined = beginning(card)): void {
  if (sheet && isWide()) return;
  if (!margin?.classList.contains("stepped")) {
    const lines = [...(by?.getClientRects() ?? [])];
    card.classList.add("raised");
    card.classList.toggle("high", lines.some((one) => one.bottom > innerHeight / 2 && one.top < innerHeight));
    return;
  }
  const words = beginning(card)?.getBoundingClientRect();
  const box = card.getBoundingClientRect();
  if (words && (Math.abs(box.top - words.top) > innerHeight / 3 || box.top < 0 || box.bottom > innerHeight)) lay(card);
}

// On a coder's sheet notes are taller than their words: they stand one below the other, and the text beside them stays
// in the window and is turned to the words of the note that is at hand.
function turn(card: HTMLElement): void {
  const words = isWide() ? beginning(card)?.getBoundingClientRect() : undefined;
  const page = text?.getBoundingClientRect();
  if (words && page && (words.top < page.top || words.bottom > page.bottom)) text!.scrollTop += words.top - page.top - page.height / 3;
}

// y and n answer what the note that has the focus still asks; its last question is asked again.
function answer(card: HTMLElement, right: boolean): void {
  const asked = [...card.querySelectorAll(".verdict")];
  const open = asked.find((one) => !one.querySelector("input:checked")) ?? asked.at(-1);
  open?.querySelector<HTMLElement>(`input[value="${right ? "yes" : "no"}"]`)?.click();
}

// Who comes from elsewhere for one claim finds its note lit, and its words in sight.
function arrive(block: ScrollLogicalPosition): void {
  const aimed = document.getElementById(location.hash.slice(1))?.closest<HTMLElement>(".note-card");
  if (!aimed) return;
  light(aimed);
  (document.getElementById(`at-${aimed.id}`) ?? aimed).scrollIntoView({ block, behavior: "instant" });
  bring(aimed);
}
arrive("center");
addEventListener("hashchange", () => arrive("nearest"));

const pop = document.createElement("div");
pop.className = "pop";
pop.setAttribute("role", "tooltip");
pop.id = "pop";
pop.hidden = true;
document.body.append(pop);

function explain(value: HTMLElement): void {
  const told = document.getElementById(`how-${value.dataset.v}`);
  if (!told) return;
  pop.replaceChildren(...[...told.children].map((one) => one.cloneNode(true)));
  pop.hidden = false;
  value.setAttribute("aria-describedby", "pop");
  const box = value.getBoundingClientRect();
  const left = Math.min(box.left, innerWidth - pop.offsetWidth - 12);
  const below = box.bottom + pop.offsetHeight + 12 < innerHeight;
  pop.style.left = `${Math.max(8, left) + scrollX}px`;
  pop.style.top = `${(below ? box.bottom + 6 : box.top - pop.offsetHeight - 6) + scrollY}px`;
}
function hide(): void {
  pop.hidden = true;
  document.querySelector('[aria-describedby="pop"]')?.removeAttribute("aria-describedby");
}

// j and k walk over the notes, Enter leads to the words.
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") { hide(); light(undefined); }
  if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
  const at = litBy ? cards.indexOf(litBy) : -1;
  if (event.key === "j" || event.key === "k") {
    const next = cards[Math.max(0, Math.min(cards.length - 1, at + (event.key === "j" ? 1 : -1)))];
    if (!next) return;
    next.focus({ preventScroll: true });
    light(next);
    ((!sheet && document.getElementById(`at-${next.id}`)) || next).scrollIntoView({ block: "center" });
    if (sheet) turn(next); else bring(next);
  } else if (sheet && (event.key === "y" || event.key === "n") && litBy) answer(litBy, event.key === "y");
  else if (event.key === "Enter" && litBy && document.activeElement === litBy) {
    document.getElementById(`at-${litBy.id}`)?.focus();
  }
});
