// What was typed and not yet acknowledged, kept by the browser: by person, report and row, until the server has just that text.
class Journal {
  static PREFIX = "ita-typed";

  constructor(person, report) {
    this.scope = `${Journal.PREFIX}:${person}:${report}:`;
    // Two tabs of one person never write over each other's text.
    this.page = `${Date.now().toString(36)}${Math.random().toString(36).slice(2, 8)}`;
    this.works = true;
  }

  key(row) {
    return `${this.scope}${row}:${this.page}`;
  }

  // Whether the text is kept: a full or forbidden store says no, and the person is told.
  keep(row, text) {
    try {
      localStorage.setItem(this.key(row), JSON.stringify({ ...text, at: Date.now() }));
      this.works = true;
    } catch {
      this.works = false;
    }
    return this.works;
  }

  // Says more of a text that is kept.
  mark({ key }, more) {
    const text = this.read(key);
    try {
      if (text) localStorage.setItem(key, JSON.stringify({ ...text, ...more }));
    } catch {
      this.works = false;
    }
  }

  forget(row) {
    this.remove(this.key(row));
  }

  remove(key) {
    try {
      localStorage.removeItem(key);
    } catch {
      this.works = false;
    }
  }

  // Whether a text can be kept at all, tried before anybody has typed one.
  isUsable() {
    const isKept = this.keep("try", {});
    this.forget("try");
    return isKept;
  }

  // The texts of this report that other pages of the same person left behind, oldest first.
  leftBehind() {
    try {
      return Object.keys(localStorage)
        .filter((key) => key.startsWith(this.scope) && !key.endsWith(`:${this.page}`))
        .map((key) => ({ key, row: key.slice(this.scope.length).split(":")[0], ...this.read(key) }))
        .filter((text) => text.boxes)
        .sort((one, other) => one.at - other.at);
    } catch {
      this.works = false;
      return [];
    }
  }

  read(key) {
    try {
      return JSON.parse(localStorage.getItem(key));
    } catch {
      return null;
    }
  }
}
