// The month of the story: the next October, so that the National Day is in it and every day of it is known.

/** A month, as it stands in addresses and files. */
export class Month {
  constructor(year, month) {
    Object.assign(this, { year, month });
  }

  /** The first October that has not begun by then. */
  static october(now = new Date()) {
    const year = now.getFullYear();
    return new Month(now < new Date(year, 8, 29) ? year : year + 1, 10);
  }

  plus(months) {
    const index = this.year * 12 + this.month - 1 + months;
    return new Month(Math.floor(index / 12), (index % 12) + 1);
  }

  /** A day of it, `YYYY-MM-DD`. */
  day(day) {
    return `${this}-${String(day).padStart(2, "0")}`;
  }

  toString() {
    return `${this.year}-${String(this.month).padStart(2, "0")}`;
  }

  /** As people read it in the same year. */
  get words() {
    return `${this.month}月`;
  }
}
