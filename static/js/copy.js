// Shows the copy buttons and lets them copy the address beside them (_components/copy_link.html).
document.querySelectorAll("button[data-copy]").forEach((button) => {
  const field = document.getElementById(button.dataset.copy);
  const status = document.querySelector(`[data-copy-status="${button.dataset.copy}"]`);
  const words = button.textContent;

  async function copy() {
    field.select();
    try {
      await navigator.clipboard.writeText(field.value);
    } catch {
      // Pages served without HTTPS have no clipboard of their own.
      document.execCommand("copy");
    }
    button.textContent = status.textContent = button.dataset.copied;
    setTimeout(() => {
      button.textContent = words;
      status.textContent = "";
    }, 3000);
  }

  button.hidden = false;
  button.addEventListener("click", copy);
});
