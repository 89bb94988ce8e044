// The page of a book that is being made: shows how far it is, without being loaded anew, until it is there.
const box = document.querySelector("[data-book]");

async function ask() {
  try {
    const answer = await fetch(location.href, { cache: "no-store" });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const fresh = page.querySelector("[data-book]");
    if (!fresh || !fresh.dataset.waits) return location.reload();
    if (fresh.textContent !== box.textContent) box.replaceChildren(...fresh.childNodes);
    box.dataset.waits = fresh.dataset.waits;
  } catch {
    // The network or the server is away for a moment.
  }
  setTimeout(ask, box.dataset.waits * 1000);
}

setTimeout(ask, box.dataset.waits * 1000);
