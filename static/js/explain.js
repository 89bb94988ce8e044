// Notes that were typed and not saved are warned of on leaving, also by another button of the page.
const notes = document.querySelector("form[data-explanations]");

if (notes) {
  const boxes = [...notes.elements].filter((box) => box.matches("input[type=text], input[type=radio]"));
  const isChanged = (box) => (box.type === "radio" ? box.checked !== box.defaultChecked : box.value !== box.defaultValue);
  let isSending = false;

  notes.addEventListener("submit", () => {
    isSending = true;
  });
  addEventListener("pageshow", () => {
    isSending = false;
  });
  addEventListener("beforeunload", (event) => {
    if (!isSending && boxes.some(isChanged)) event.preventDefault();
  });
}
