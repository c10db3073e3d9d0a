// A button under each text that is meant to be copied. The pages work without this file: the text can be marked by hand.

if (navigator.clipboard) {
  for (const text of document.querySelectorAll("textarea[data-copy]")) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "button plain";
    button.textContent = "Copy the text";
    button.addEventListener("click", async () => {
      try {
        await navigator.clipboard.writeText(text.value);
        button.textContent = "Copied";
      } catch {
        button.textContent = "Mark the text and copy it";
        text.select();
      }
    });
    text.after(button);
  }
}
