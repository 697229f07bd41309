import { typing } from "./keys";

// Selecting words of a report: they can be commented on, reported as read wrongly, or attributed by hand.
const text = document.querySelector<HTMLElement>("#text");
const dialog = document.querySelector<HTMLDialogElement>("#say");

// Code points of the report's text, as the server counts them; the browser counts UTF-16 units.
function offset(node: Node, within: number): number | undefined {
  const element = node instanceof HTMLElement ? node : node.parentElement;
  const piece = element?.closest<HTMLElement>("[data-s]");
  if (piece) {
    const before = document.createRange();
    before.setStart(piece, 0);
    before.setEnd(node, within);
    return Number(piece.dataset.s) + [...before.toString()].length;
  }
  const following = [...node.childNodes].slice(within).find((one) => one instanceof HTMLElement && one.dataset.s);
  if (following instanceof HTMLElement) return Number(following.dataset.s);
  const preceding = [...node.childNodes].slice(0, within).filter((one) => one instanceof HTMLElement && one.dataset.s).at(-1);
  if (preceding instanceof HTMLElement) return Number(preceding.dataset.s) + [...(preceding.textContent ?? "")].length;
  return undefined;
}

const PARTS = [["source", "Who speaks"], ["cue", "Cue"], ["content", "What is said"]] as const;
const hand = document.querySelector<HTMLElement>("[data-hand]");

const bar = document.createElement("div");
bar.className = "pop bar-of-words";
bar.hidden = true;
bar.setAttribute("role", "group");
bar.setAttribute("aria-label", "What to do with these words");
document.body.append(bar);

function button(words: string, key: string, run: () => void): void {
  const made = document.createElement("button");
  made.type = "button";
  made.textContent = words;
  made.setAttribute("aria-keyshortcuts", key);
  const shown = document.createElement("kbd");
  shown.textContent = key;
  shown.setAttribute("aria-hidden", "true");
  made.append(" ", shown);
  // a press would end the selection before the click is heard
  made.addEventListener("mousedown", (event) => event.preventDefault());
  made.addEventListener("click", run);
  runs.set(key, run);
  bar.append(made);
}
const runs = new Map<string, () => void>();
if (hand) PARTS.forEach(([part, words], i) => button(words, String(i + 1), () => mark(part)));
if (dialog) button("Say something of these words", "c", open);

// The browser tells of a selection a moment after it's made: a key that is quicker than that looks for itself.
function look(): void {
  const selection = getSelection();
  const range = selection && !selection.isCollapsed ? selection.getRangeAt(0) : undefined;
  if (!range || !text?.contains(range.commonAncestorContainer) || dialog?.open) { bar.hidden = true; return; }
  const [start, end] = [offset(range.startContainer, range.startOffset), offset(range.endContainer, range.endOffset)];
  const words = range.toString();
  if (start === undefined || end === undefined || end <= start || !words.trim()) { bar.hidden = true; return; }
  const spaces = (found: RegExpExecArray | null): number => [...(found?.[0] ?? "")].length;
  bar.dataset.start = String(start + spaces(/^\s+/.exec(words)));
  bar.dataset.end = String(end - spaces(/\s+$/.exec(words)));
  bar.dataset.words = words.trim();
  const box = range.getBoundingClientRect();
  bar.hidden = false;
  bar.style.left = `${Math.max(8, Math.min(box.left, innerWidth - bar.offsetWidth - 8)) + scrollX}px`;
  bar.style.top = `${box.bottom + 6 + scrollY}px`;
}
document.addEventListener("selectionchange", look);

function open(): void {
  if (!dialog || bar.hidden) return;
  const set = (name: string, value: string): void => { (dialog.querySelector(`[name="${name}"]`) as HTMLInputElement).value = value; };
  set("start", bar.dataset.start ?? "");
  set("end", bar.dataset.end ?? "");
  dialog.querySelector("[data-words]")!.textContent = bar.dataset.words ?? "";
  bar.hidden = true;
  dialog.showModal();
}

// The selected words become a part of the attribution that is being marked; content may stand in several places.
function mark(part: string): void {
  const field = hand?.querySelector<HTMLInputElement>(`input[name="${part}"]`);
  const shown = hand?.querySelector<HTMLElement>(`[data-part="${part}"]`);
  if (!hand || !field || !shown || bar.hidden) return;
  const before = part === "content" && field.value ? [`${field.value} `, `${shown.textContent} … `] : ["", ""];
  field.value = `${before[0]}${bar.dataset.start}-${bar.dataset.end}`;
  shown.textContent = `${before[1]}${bar.dataset.words}`;
  hand.hidden = false;
  settle();
  getSelection()?.removeAllRanges();
}
// There's nothing to keep until it's said which words are said.
function settle(): void {
  const keep = hand?.querySelector<HTMLButtonElement>("[data-keep]");
  if (keep) keep.disabled = !hand?.querySelector<HTMLInputElement>('input[name="content"]')?.value;
}
function clear(part: string): void {
  const field = hand?.querySelector<HTMLInputElement>(`input[name="${part}"]`);
  if (field) field.value = "";
  hand?.querySelector(`[data-part="${part}"]`)?.replaceChildren();
  settle();
}
for (const one of hand?.querySelectorAll<HTMLElement>("[data-clear]") ?? []) one.addEventListener("click", () => clear(one.dataset.clear ?? ""));
hand?.querySelector("[data-drop-hand]")?.addEventListener("click", () => {
  for (const [part] of PARTS) clear(part);
  hand.hidden = true;
});

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return; // Ctrl+C copies
  const run = runs.get(event.key);
  if (!run || typing(event.target)) return;
  look();
  if (!bar.hidden) { event.preventDefault(); run(); }
});
dialog?.querySelector("[data-close]")?.addEventListener("click", () => dialog.close());
