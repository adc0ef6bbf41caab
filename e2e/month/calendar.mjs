// The month of the story: the next October, so that the National Day is in it and every day of it is known.

/** A month, as it stands in addresses and files. */
export class Month {
  constructor(year, month) {
    Object.assign(this, { year, month });
  }

  /** The first October whose eve is still to come; a clock is put on by a year at most. */
  static october(now = new Date()) {
    const year = now.getUTCFullYear();
    const eve = Date.UTC(year, 8, 29, 23);
    return new Month(now < eve ? year : year + 1, 10);
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
