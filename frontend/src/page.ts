// What every page has: htmx for parts that are fetched, and the keys. All of it is help; nothing depends on it.
import "htmx.org";
import { typing } from "./keys";

document.documentElement.classList.add("js");

// The form token goes with whatever htmx sends.
document.addEventListener("htmx:config:request", (event) => {
  const request = (event as CustomEvent).detail?.ctx?.request;
  if (request) request.headers["X-CSRF-Token"] = document.body.dataset.csrf ?? "";
});

// g waits for a second key, however long that takes, and says meanwhile where the keys lead.
const hint = document.createElement("p");
hint.className = "hint";
hint.setAttribute("role", "status");
hint.hidden = true;
document.body.append(hint);
const destinations = [...document.querySelectorAll<HTMLAnchorElement>("[data-go]")];

function wait(going: boolean): void {
  hint.hidden = !going;
  hint.replaceChildren(...(going ? destinations : []).flatMap((link) => {
    const key = document.createElement("kbd");
    key.textContent = link.dataset.go ?? "";
    return [key, ` ${link.textContent?.trim()} `];
  }));
}

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && typing(event.target)) (event.target as HTMLElement).blur();
  if (event.ctrlKey || event.metaKey || event.altKey || event.key === "Shift") return;
  if (!hint.hidden) {
    wait(false);
    const link = destinations.find((one) => one.dataset.go === event.key);
    event.stopImmediatePropagation();
    if (link && !typing(event.target)) { event.preventDefault(); link.click(); }
    return;
  }
  if (typing(event.target)) return;
  if (event.key === "g") wait(true);
  else if (event.key === "/") { event.preventDefault(); document.querySelector<HTMLInputElement>("#find")?.focus(); }
  else if (event.key === "?") document.querySelector<HTMLAnchorElement>('[data-go="h"]')?.click();
  else if ((event.key === "j" || event.key === "k") && !document.querySelector(".margin")) step(event.key === "j" ? 1 : -1);
}, true);
document.addEventListener("pointerdown", () => wait(false));

// j and k walk over the rows of a list.
function step(by: number): void {
  const links = [...document.querySelectorAll<HTMLElement>("#rows a.main, [data-case]")];
  const at = links.findIndex((one) => one === document.activeElement || one.contains(document.activeElement));
  links[Math.max(0, Math.min(links.length - 1, at + by))]?.focus();
}

// Files dropped on the page of additions go into its form.
const drop = document.querySelector<HTMLFormElement>("form[data-drop]");
if (drop) {
  for (const kind of ["dragover", "drop"]) document.addEventListener(kind, (event) => event.preventDefault());
  for (const kind of ["dragover", "dragleave", "drop"]) document.addEventListener(kind, () => drop.classList.toggle("over", kind === "dragover"));
  document.addEventListener("drop", (event) => {
    const files = (event as DragEvent).dataTransfer?.files;
    const input = drop.querySelector<HTMLInputElement>('input[type="file"]');
    if (files?.length && input) { input.files = files; drop.requestSubmit(); }
  });
}

// What takes seconds says so while it lasts, and isn't sent twice.
const slow = [...document.querySelectorAll<HTMLFormElement>("form[data-busy]")];
for (const form of slow) form.addEventListener("submit", (event) => {
  if ("sent" in form.dataset) { event.preventDefault(); return; }
  form.dataset.sent = "";
  const status = form.querySelector('[role="status"]');
  if (status) { form.dataset.told = status.textContent ?? ""; status.textContent = form.dataset.busy ?? ""; }
});
// Who comes back by the browser's own button finds the page as it was left.
addEventListener("pageshow", (event) => {
  if (event.persisted) for (const form of slow) {
    delete form.dataset.sent;
    form.querySelector('[role="status"]')?.replaceChildren(form.dataset.told ?? "");
  }
});

// In review, one key answers the case that has the focus, the first where none has.
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target) || !document.querySelector(".case, [data-key]")) return;
  const at = document.activeElement?.closest(".case") ?? document.querySelector(".case");
  const key = CSS.escape(event.key);
  const target = at?.querySelector<HTMLElement>(`[data-key="${key}"]`) ?? document.querySelector<HTMLElement>(`.notice [data-key="${key}"]`);
  if (!target) return;
  event.preventDefault();
  if (target instanceof HTMLInputElement) target.focus();
  else target.click();
});

// A document's module scripts, the islands too, have all run before this, and htmx, which sets to work in a task of its
// own, before the task put off here: from now on every key and press is heard.
document.addEventListener("DOMContentLoaded", () => setTimeout(() => { document.documentElement.dataset.ready = ""; }));
