// Light up all the words of an attribution, and its card, while one of them is pointed at or has the focus. A card that
// its own column has scrolled out of sight is scrolled back; the page itself stays where it is.
const margin = document.querySelector(".margin");
const reveal = (id) => {
  const card = document.getElementById(id);
  if (!card || getComputedStyle(margin).position !== "sticky") return;
  const [outer, inner] = [margin.getBoundingClientRect(), card.getBoundingClientRect()];
  if (inner.top < outer.top) margin.scrollTop += inner.top - outer.top;
  else if (inner.bottom > outer.bottom) margin.scrollTop += inner.bottom - outer.bottom;
};
const parts = document.querySelectorAll("[data-a]");
const light = (ids, on) => {
  for (const part of parts) {
    if (part.dataset.a.split(" ").some((id) => ids.includes(id))) part.classList.toggle("lit", on);
  }
};
for (const part of parts) {
  const ids = part.dataset.a.split(" ").slice(-1);
  for (const begin of ["mouseenter", "focusin"]) part.addEventListener(begin, () => {
    light(ids, true);
    if (!margin.contains(part)) reveal(ids[0]);
  });
  for (const end of ["mouseleave", "focusout"]) part.addEventListener(end, () => light(ids, false));
}
