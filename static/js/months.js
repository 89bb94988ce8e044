// Months that are clicked below an activity are written into its box of windows at once (calendar_app/month_clicks.py
// does the same for what comes without this script). Lines in other words are left to the server.
document.querySelectorAll("fieldset[data-months]").forEach((group) => {
  const box = document.getElementById(group.dataset.windows);
  const had = group.querySelector("[data-had]");
  const ticks = [...group.querySelectorAll("input[type=checkbox]")];
  let isOurs = false;

  // Every span of whole months as it is written: เดือนมกราคม - มีนาคม ๒๕๖๗.
  const written = (first, last) => {
    const [from, to] = [ticks[first].dataset, ticks[last].dataset];
    if (first === last) return `เดือน${to.name} ${to.year}`;
    const start = from.year === to.year ? from.name : `${from.name} ${from.year}`;
    return `เดือน${start} - ${to.name} ${to.year}`;
  };
  const spans = new Map();
  ticks.forEach((_, first) => {
    for (let last = first; last < ticks.length; last += 1) spans.set(written(first, last), [first, last]);
  });

  const lines = () => box.value.split("\n").map((line) => line.trim()).filter((line) => line && line !== "-");

  function add(place) {
    const others = [];
    let [first, last] = [place, place];
    for (const line of lines()) {
      const span = spans.get(line);
      if (span && span[0] <= place && place <= span[1]) return lines();
      if (span && span[1] === place - 1) first = span[0];
      else if (span && span[0] === place + 1) last = span[1];
      else others.push(line);
    }
    return [...others, written(first, last)];
  }

  function take(place) {
    return lines().flatMap((line) => {
      const span = spans.get(line);
      if (!span || place < span[0] || span[1] < place) return [line];
      const parts = [];
      if (span[0] < place) parts.push(written(span[0], place - 1));
      if (place < span[1]) parts.push(written(place + 1, span[1]));
      return parts;
    });
  }

  // Spans stand in the order of the year where nothing else stands among them.
  function put(found) {
    if (found.every((line) => spans.has(line))) found.sort((a, b) => spans.get(a)[0] - spans.get(b)[0]);
    isOurs = true;
    box.value = found.join("\n");
    box.dispatchEvent(new Event("input", { bubbles: true }));
    isOurs = false;
  }

  group.addEventListener("change", (event) => {
    const place = ticks.indexOf(event.target);
    if (place < 0) return;
    const tick = ticks[place];
    put(tick.checked ? add(place) : take(place));
    // What is ticked stands in the box now; what was taken off may also stand there in other words.
    if (tick.checked) had.value = [...new Set([...had.value.split(" "), tick.value])].join(" ").trim();
  });

  // Arrow keys go from month to month, up and down by a row of them; Tab reaches each as well.
  group.addEventListener("keydown", (event) => {
    const across = getComputedStyle(group).gridTemplateColumns.split(" ").length;
    const step = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: across, ArrowUp: -across }[event.key];
    const next = step && ticks[ticks.indexOf(event.target) + step];
    if (!next || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    next.focus();
  });

  // What is typed in the written form is ticked.
  box.addEventListener("input", () => {
    if (isOurs || !lines().every((line) => spans.has(line))) return;
    const places = new Set(lines().flatMap((line) => {
      const [first, last] = spans.get(line);
      return ticks.map((_, place) => place).slice(first, last + 1);
    }));
    ticks.forEach((tick, place) => { tick.checked = places.has(place); });
    had.value = ticks.filter((tick) => tick.checked).map((tick) => tick.value).join(" ");
  });
});
