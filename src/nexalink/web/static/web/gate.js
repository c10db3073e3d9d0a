// Says what the four answers propose while they are given, and marks the button that does it. The page works without it.

for (const form of document.querySelectorAll("form[data-four]")) {
  const enough = Number(form.dataset.four);
  const says = form.querySelector("[data-proposal]");
  const buttons = [...form.querySelectorAll("[name=verdict]")];
  const reply = form.querySelector("[data-reply]");
  form.querySelector("[data-propose]").hidden = true;

  const propose = () => {
    const given = [...form.querySelectorAll("[type=radio]:checked")];
    const yes = given.filter((answer) => answer.value === "yes").length;
    const isWhole = given.length === form.querySelectorAll("fieldset").length;
    const wanted = yes >= enough ? "accept" : "decline";
    if (isWhole) says.textContent = `${yes} of 4 yes: the answers propose to ${wanted}.`;
    for (const button of buttons) button.classList.toggle("plain", !(isWhole && button.value === wanted));
    if (isWhole && reply) reply.open = wanted === "decline";
  };

  form.addEventListener("change", propose);
  propose();
}
