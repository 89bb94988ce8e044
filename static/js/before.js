// Filling boxes by a button, as if somebody had typed: to be looked at before it is saved. Nothing is written over.

// ---- As if it was typed: unsaved text is said, boxes grow, what saves by itself saves it.

function tellTyped(box) {
  box.dispatchEvent(new Event("input", { bubbles: true }));
  box.dispatchEvent(new Event("change", { bubbles: true }));
}

// ---- ใช้ข้อความนี้: a grey text into the box of its result.

document.addEventListener("click", (event) => {
  const button = event.target.closest("button[data-use]");
  if (!button) return;
  const box = document.getElementById(button.dataset.into);
  const words = document.getElementById(button.dataset.use).textContent;
  if (!box) return;
  event.preventDefault();
  if (!box.value.includes(words)) {
    const before = box.value.trimEnd();
    box.value = before ? `${before}\n\n${words}` : words;
    tellTyped(box);
  }
  box.focus();
  button.closest("details").open = false;
});

// ---- One status for every row that has none.

document.addEventListener("click", (event) => {
  const button = event.target.closest("button[data-fill-status]");
  if (!button) return;
  event.preventDefault();
  const empty = [...document.querySelectorAll(".editor-table select[data-column=status]")];
  empty
    .filter((box) => box.value === "")
    .forEach((box) => {
      box.value = button.dataset.fillStatus;
      tellTyped(box);
    });
});
