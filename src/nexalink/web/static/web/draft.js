// Copy the text of a draft. The page works without this file: the text can be marked by hand.

const button = document.querySelector("[data-copy]");
const text = document.querySelector("[data-copy-from]");
const said = document.querySelector("[data-copied]");

if (button && text && navigator.clipboard) {
  button.hidden = false;
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(text.textContent);
      said.textContent = "Copied.";
    } catch {
      said.textContent = "Your browser does not let pages copy: mark the text and copy it.";
    }
  });
}
