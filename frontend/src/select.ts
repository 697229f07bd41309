export {};
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

const bar = document.createElement("button");
bar.type = "button";
bar.className = "pop primary";
bar.textContent = "Say something of these words";
bar.hidden = true;
document.body.append(bar);

document.addEventListener("selectionchange", () => {
  const selection = getSelection();
  const range = selection && !selection.isCollapsed ? selection.getRangeAt(0) : undefined;
  if (!range || !text?.contains(range.commonAncestorContainer) || dialog?.open) { bar.hidden = true; return; }
  const [start, end] = [offset(range.startContainer, range.startOffset), offset(range.endContainer, range.endOffset)];
  if (start === undefined || end === undefined || end <= start) { bar.hidden = true; return; }
  bar.dataset.start = String(start);
  bar.dataset.end = String(end);
  bar.dataset.words = selection!.toString().trim();
  const box = range.getBoundingClientRect();
  bar.hidden = false;
  bar.style.left = `${Math.max(8, Math.min(box.left, innerWidth - 240)) + scrollX}px`;
  bar.style.top = `${box.bottom + 6 + scrollY}px`;
});

function open(): void {
  if (!dialog || bar.hidden) return;
  const set = (name: string, value: string): void => { (dialog.querySelector(`[name="${name}"]`) as HTMLInputElement).value = value; };
  set("start", bar.dataset.start ?? "");
  set("end", bar.dataset.end ?? "");
  dialog.querySelector("[data-words]")!.textContent = bar.dataset.words ?? "";
  bar.hidden = true;
  dialog.showModal();
}
// a press would end the selection before the click is heard
bar.addEventListener("mousedown", (event) => event.preventDefault());
bar.addEventListener("click", open);
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return; // Ctrl+C copies
  if (event.key === "c" && !bar.hidden && !(event.target as HTMLElement).closest("input, textarea, select")) { event.preventDefault(); open(); }
});
dialog?.querySelector("[data-close]")?.addEventListener("click", () => dialog.close());
dialog?.querySelector("select")?.addEventListener("change", (event) => {
  const by = dialog.querySelector<HTMLElement>("[data-by]");
  if (by) by.hidden = (event.target as HTMLSelectElement).value !== "attribution";
});
