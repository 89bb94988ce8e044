// ใช้ข้อความนี้: a grey text into the box of its result, to be edited before it is saved; nothing is written over.
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
    // As if it was typed: unsaved text is said, boxes grow, what saves by itself saves it.
    box.dispatchEvent(new Event("input", { bubbles: true }));
    box.dispatchEvent(new Event("change", { bubbles: true }));
  }
  box.focus();
  button.closest("details").open = false;
});
