// Notes and choices that were not saved go along with a move of the report, which is then not made, and are
// warned of on leaving by any other way.
const notes = document.querySelector("form[data-explanations]");

if (notes) {
  const boxes = [...notes.elements].filter((box) => box.matches("input[type=text], input[type=radio]"));
  const isChanged = (box) => (box.type === "radio" ? box.checked !== box.defaultChecked : box.value !== box.defaultValue);
  let isSending = false;

  const carry = (form) => {
    for (const old of form.querySelectorAll("[data-carried]")) old.remove();
    if (!boxes.some(isChanged)) return;
    for (const [name, value] of new FormData(notes)) {
      if (!/^(note|kept|seen)-/.test(name)) continue;
      const box = Object.assign(document.createElement("input"), { type: "hidden", name, value });
      box.dataset.carried = "";
      form.append(box);
    }
  };

  notes.addEventListener("submit", () => {
    isSending = true;
  });
  for (const form of document.querySelectorAll("form[data-takes-explanations]")) {
    form.addEventListener("submit", () => {
      carry(form);
      isSending = true;
    });
  }
  addEventListener("pageshow", () => {
    isSending = false;
  });
  addEventListener("beforeunload", (event) => {
    if (!isSending && boxes.some(isChanged)) event.preventDefault();
  });
}
