// An address that names a box leads into it: the box has the focus and stands in the middle of the window.
function goToTheBox() {
  const box = location.hash.length > 1 && document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (!box || !box.matches("textarea, select, input")) return;
  box.focus({ preventScroll: true });
  box.scrollIntoView({ block: "center" });
}

goToTheBox();
addEventListener("hashchange", goToTheBox);
