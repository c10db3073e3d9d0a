// The bar for everybody who is ticked: it is there once somebody is, and says how many they are.

const bulk = document.querySelector("[data-bulk]");
const boxes = () => [...document.querySelectorAll(`input[type=checkbox][form="${bulk.id}"]`)];

const count = () => {
  const ticked = boxes().filter((box) => box.checked).length;
  bulk.querySelector("[data-bulk-count]").textContent = ticked ? `${ticked} ticked:` : "Ticked:";
  bulk.classList.toggle("at-work", ticked > 0);
};

if (bulk) {
  document.addEventListener("change", count);
  const all = bulk.querySelector("[data-bulk-all]");
  if (all) {
    all.hidden = false;
    all.addEventListener("click", () => {
      for (const box of boxes()) box.checked = true;
      count();
    });
  }
  count();
}
