const most = 64;

/**
 * Where a training has been: a note at no more than 64 epochs, about evenly from its first to its last one.
 * @template T
 */
export class Waypoints {
  /** @type {{ epoch: number, note: T }[]} */
  notes = [];
  #stride = 1;

  /** Notes an epoch if it is time. @param {number} epoch @param {() => T} make */
  add(epoch, make) {
    const last = this.notes[this.notes.length - 1];
    if (last && epoch < last.epoch + this.#stride) return;
    if (this.notes.length === most) {
      this.notes = this.notes.filter((_, i) => i % 2 === 0);
      this.#stride *= 2;
    }
    this.notes.push({ epoch, note: make() });
  }
}
