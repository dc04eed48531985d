// In the place of the colours of Chart.js, which come with it to be mixed and faded: here each is drawn as it is given.
export class Color {
  valid = false;

  /** @param {string} text */
  constructor(text) {
    this.text = text;
  }

  saturate() {
    return this;
  }

  darken() {
    return this;
  }

  hexString() {
    return this.text;
  }
}
