// When somebody can call back, and who is called when.

/** Times of a call, as hours of UTC: in winter one hour later in France. */
const HOURS = [8, 13, 15];

export class Diary {
  /** The calls that are promised, by the key of their hand-over, so that nobody is called twice. */
  #calls = new Map();

  /** What is still free on the next working day. */
  free(now = new Date()) {
    const taken = new Set([...this.#calls.values()].map(({ slot }) => slot.id));
    return HOURS.map((hour) => slotAt(nextWorkingDay(now), hour)).filter(({ id }) => !taken.has(id));
  }

  /** Writes a call down, unless that time is gone; whether it is written. */
  book(key, { slot, phone }, summary) {
    const isFree = this.free().some(({ id }) => id === slot.id) || this.#calls.get(key)?.slot.id === slot.id;
    if (isFree) this.#calls.set(key, { slot, phone, summary });
    return isFree;
  }

  get calls() {
    return [...this.#calls.values()];
  }
}

function nextWorkingDay(now) {
  const day = new Date(now);
  do day.setUTCDate(day.getUTCDate() + 1);
  while (day.getUTCDay() === 0);
  return day;
}

function slotAt(day, hour) {
  const date = day.toISOString().slice(0, 10);
  const at = (hour) => `${date}T${String(hour).padStart(2, "0")}:00:00Z`;
  // A name has lower-case letters, digits and dashes.
  return { id: `${date}-${hour}`, from: at(hour), until: at(hour + 1) };
}
