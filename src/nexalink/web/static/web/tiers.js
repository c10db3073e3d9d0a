// Drag a card to another tier, or press its number; both press the button that the card shows anyway.

const press = (card, tier) => card?.querySelector(`[data-tier-key="${tier}"]`)?.click();
let dragged = null;

document.addEventListener("dragstart", (event) => {
  dragged = event.target.closest?.("[data-card]") ?? null;
  dragged?.classList.add("dragging");
});
document.addEventListener("dragend", () => {
  dragged?.classList.remove("dragging");
  for (const column of document.querySelectorAll(".over")) column.classList.remove("over");
  dragged = null;
});
for (const column of document.querySelectorAll("[data-tier]")) {
  column.addEventListener("dragover", (event) => {
    if (!dragged) return;
    event.preventDefault();
    column.classList.add("over");
  });
  column.addEventListener("dragleave", () => column.classList.remove("over"));
  column.addEventListener("drop", (event) => {
    event.preventDefault();
    press(dragged, column.dataset.tier);
  });
}
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || !/^[0-3]$/.test(event.key)) return;
  if (event.target.closest("input, select, textarea")) return;
  const card = event.target.closest("[data-card]") ?? document.querySelector("[data-card].at");
  if (card) press(card, event.key);
});
