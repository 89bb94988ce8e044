// One row of the editor that saves itself: what stands in its boxes, what the server has of it, what is said below them.
class Row {
  static META = ["version", "digest", "theirs", "typed_at", "sent"];
  static MOST_UNHEARD = 5;

  constructor(form, prefix, isOpen) {
    this.form = form;
    this.prefix = prefix;
    // A row that came back with problems or two texts holds what is not saved.
    this.heard = isOpen ? null : this.text({ asMade: true });
    this.refused = isOpen ? this.text() : null;
    this.sent = [];
  }

  named(name) {
    return this.form.querySelectorAll(`[name="${this.prefix}-${name}"]`);
  }

  // Box → values, as the form would send them; ticks that take a step out wait for the button.
  // asMade: as the page came, whatever the browser put back into its boxes.
  boxes({ asMade = false } = {}) {
    const found = {};
    for (const box of this.form.querySelectorAll(`[name^="${this.prefix}-"]`)) {
      const name = box.name.slice(this.prefix.length + 1);
      if (Row.META.includes(name) || /^(also|joined|remove)-/.test(name)) continue;
      if (box.type === "file" || box.disabled) continue;
      if (box.type === "checkbox" && !(asMade ? box.defaultChecked : box.checked)) continue;
      (found[name] ??= []).push(asMade ? Row.made(box) : box.value);
    }
    return found;
  }

  static made(box) {
    if (box.type === "checkbox") return box.value;
    if (!box.options) return box.defaultValue;
    return ([...box.options].find((option) => option.defaultSelected) ?? box.options[0]).value;
  }

  starting(with_) {
    const found = {};
    for (const box of this.form.querySelectorAll(`[name^="${this.prefix}-${with_}"]`)) {
      (found[box.name.slice(this.prefix.length + 1)] ??= []).push(box.value);
    }
    return found;
  }

  text(how) {
    return JSON.stringify(this.boxes(how));
  }

  get isUnsaved() {
    return this.text() !== this.heard || this.sent.length > 0;
  }

  get wantsSending() {
    return this.isUnsaved && this.text() !== this.refused;
  }

  meta(name) {
    return this.named(name)[0]?.value ?? "";
  }

  // What is sent of the row, and kept until its answer comes.
  snapshot() {
    const [version, digest] = [this.meta("version"), this.meta("digest")];
    return { version, digest, boxes: this.boxes(), also: this.starting("also-"), sent: [...this.sent] };
  }

  kept() {
    return { ...this.snapshot(), joined: this.starting("joined-") };
  }

  // ---- what the server has

  // A request that is not waited for any more: nobody knows whether it was or will be written.
  giveUp(snapshot) {
    const sent = JSON.stringify({ ...snapshot.boxes, ...snapshot.also });
    if (this.sent.at(-1) !== sent) this.setSent([...this.sent, sent]);
  }

  // The last texts are sent again to be recognised, those before are only counted.
  setSent(sent) {
    this.sent = sent.map((text, place) => (place < sent.length - Row.MOST_UNHEARD ? "" : text));
    this.named("sent").forEach((box) => box.remove());
    this.sent.forEach((text) => this.addHidden("sent", text));
  }

  addHidden(name, value) {
    const box = document.createElement("input");
    [box.type, box.name, box.value] = ["hidden", `${this.prefix}-${name}`, value];
    this.named("version")[0].after(box);
  }

  hear(answer, text) {
    this.heard = text;
    this.refused = null;
    this.setSent([]);
    this.calm();
    if (answer.version) this.named("version")[0].value = answer.version;
    if (answer.digest) this.named("digest")[0].value = answer.digest;
    if (!answer.also) return;
    this.form.querySelectorAll(`[name^="${this.prefix}-also-"]`).forEach((box) => box.remove());
    for (const [key, items] of Object.entries(answer.also)) {
      items.forEach((item) => this.addHidden(`also-${key}`, item));
    }
  }

  // A question of the centre that is answered no longer calls for anybody.
  calm() {
    const reply = this.named("reply")[0];
    reply?.closest(".asked")?.classList.toggle("asked-answered", reply.value.trim() !== "");
  }

  // Puts a chosen text into the boxes; whether they have room for all of it. partly: leaves the other boxes.
  apply(fields, { partly = false } = {}) {
    const parts = (names) => names.filter((name) => name.startsWith("item-") || name === "status_text").sort().join();
    const isWhole = parts(Object.keys(this.boxes())) === parts(Object.keys(fields));
    if (!isWhole && !partly) return false;
    for (const [name, values] of Object.entries(fields)) {
      for (const box of this.named(name)) {
        if (box.type === "checkbox") box.checked = values.includes(box.value);
        else if (box.type !== "hidden" && box.value !== values[0]) box.value = values[0];
        box.dispatchEvent(new Event("applied", { bubbles: true }));
      }
    }
    return true;
  }

  // ---- where it stands

  // In the table a row of its own, on the page of one row a part of it.
  get place() {
    return this.named("version")[0].closest("tr, section, form");
  }

  get firstBox() {
    return this.form.querySelector(`[name="${this.prefix}-result"], [name="${this.prefix}-official"], [name="${this.prefix}-contact"]`);
  }

  // What must be chosen stands below the rows of its number, whose first cells span them alone.
  show(panel) {
    if (this.place.matches("tr")) {
      let last = this.place;
      while (last.nextElementSibling?.matches(".row-continued")) last = last.nextElementSibling;
      const row = document.createElement("tr");
      row.className = "row-clash";
      const cell = row.insertCell();
      cell.colSpan = 6;
      cell.append(panel);
      last.after(row);
    } else if (this.prefix === "details") {
      this.place.append(panel);
    } else {
      this.named("version")[0].before(panel);
    }
  }

  mark(words) {
    const isWhole = this.place === this.form;
    if (isWhole) return;
    this.place.classList.toggle("is-unsaved-row", Boolean(words));
    let note = this.place.querySelector(`.row-state[data-of="${this.prefix}"]`);
    if (!words) {
      note?.remove();
      return;
    }
    if (!note) {
      note = document.createElement("p");
      note.className = "row-state";
      note.dataset.of = this.prefix;
      this.noteBox().append(note);
    }
    if (note.textContent !== words) note.textContent = words;
  }

  noteBox() {
    const cell = this.prefix.startsWith("g") ? ".col-window" : ".col-status";
    return this.place.querySelector(cell) ?? this.place.querySelector(".section-head") ?? this.place;
  }

  // ---- what is said below its boxes

  note(notes, problems) {
    for (const name of Object.keys(this.boxes())) {
      const box = this.named(name)[0];
      const html = notes[box.name];
      if (html === undefined && !box.hasAttribute("aria-invalid")) continue;
      this.noteOf(box, html ?? "", Boolean(problems[name]));
    }
  }

  noteOf(box, html, isProblem) {
    const beside = [...box.parentElement.children];
    const notes = beside.filter((one) => one.id === `${box.id}-note` || (one.matches(".box-offer") && one.value === box.name));
    // Where a step stands in the calendar gives way to what is wrong with it, and comes back.
    const lasting = beside.find((one) => one.id === `${box.id}-lasting`) ?? notes.find((one) => one.matches(".box-place, .form-text"));
    notes.filter((one) => one !== lasting).forEach((one) => one.remove());
    if (lasting) {
      lasting.hidden = Boolean(html);
      lasting.id = `${box.id}-${html ? "lasting" : "note"}`;
    }
    box.insertAdjacentHTML("afterend", html);
    if (isProblem) box.setAttribute("aria-invalid", "true");
    else box.removeAttribute("aria-invalid");
    const described = (box.getAttribute("aria-describedby") ?? "").split(" ").filter((id) => id && id !== `${box.id}-note`);
    if (html || lasting) described.push(`${box.id}-note`);
    if (described.length) box.setAttribute("aria-describedby", described.join(" "));
    else box.removeAttribute("aria-describedby");
  }
}
