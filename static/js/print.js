// Shows the print buttons and lets them open the browser's print window (_components/print_button.html).
document.querySelectorAll("button[data-print]").forEach((button) => {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
});
