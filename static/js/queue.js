// The queue by keys: j and k go from row to row, Enter opens, x ticks. One box ticks all rows.
const table = document.querySelector("[data-queue]");

if (table) {
  const ways = [...table.querySelectorAll("tbody th a")];
  const ticks = [...table.querySelectorAll('tbody input[type="checkbox"]')];

  // Keys count where nothing or something of the table has the focus; never while somebody types.
  function isHere() {
    const focused = document.activeElement;
    return focused === document.body || focused.id === "content" || table.parentElement.contains(focused);
  }

  function go(step) {
    const row = document.activeElement.closest("tbody tr");
    const present = ways.findIndex((way) => way.closest("tr") === row);
    const place = present < 0 ? (step > 0 ? 0 : ways.length - 1) : present + step;
    ways[Math.min(Math.max(place, 0), ways.length - 1)]?.focus();
  }

  function tick() {
    document.activeElement.closest("tbody tr")?.querySelector('input[type="checkbox"]')?.click();
  }

  // By the place of the key, so that a Thai keyboard has them too.
  const keys = { KeyJ: () => go(1), KeyK: () => go(-1), KeyX: tick };
  document.addEventListener("keydown", (event) => {
    const act = keys[event.code];
    if (!act || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey || !isHere()) return;
    event.preventDefault();
    act();
  });

  const all = document.querySelector("[data-tick-all]");
  if (all) {
    all.hidden = false;
    all.querySelector("input").addEventListener("change", (event) => {
      ticks.forEach((box) => {
        box.checked = event.target.checked;
      });
    });
  }
  const told = document.querySelector("[data-queue-keys]");
  if (told) told.hidden = false;
}
