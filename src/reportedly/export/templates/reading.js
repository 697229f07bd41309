// Light up all the words of an attribution, and its card, while one of them is pointed at or has the focus.
const parts = document.querySelectorAll("[data-a]");
const light = (ids, on) => {
  for (const part of parts) {
    if (part.dataset.a.split(" ").some((id) => ids.includes(id))) part.classList.toggle("lit", on);
  }
};
for (const part of parts) {
  const ids = part.dataset.a.split(" ").slice(-1);
  for (const begin of ["mouseenter", "focusin"]) part.addEventListener(begin, () => light(ids, true));
  for (const end of ["mouseleave", "focusout"]) part.addEventListener(end, () => light(ids, false));
}
