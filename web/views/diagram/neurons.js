import { cssOf, rampIndex } from '../tools/palette.js';

/** @typedef {import('./layout.js').Layout} Layout @typedef {import('../tools/palette.js').Palette} Palette */
/** @typedef {import('../tools/types.js').Snapshot} Snapshot @typedef {import('../tools/types.js').Info} Info */

/**
 * Fills the square at (x, y) for one neuron.
 * @callback Fill
 * @param {CanvasRenderingContext2D} context
 * @param {number} column
 * @param {number} index
 * @param {number} x
 * @param {number} y
 * @param {number} size
 * @returns {void}
 */

/**
 * @param {CanvasRenderingContext2D} context
 * @param {Layout} layout
 * @param {Palette} palette
 * @param {Fill} fill
 * @param {import('./layout.js').NeuronHit | null} focus
 */
export function paintNeurons(context, layout, palette, fill, focus) {
  const { size, columns } = layout, radius = Math.min(7, size * 0.2);
  columns.forEach((column, c) => column.ys.forEach((y, index) => {
    const left = column.x - size / 2, top = y - size / 2;
    const outline = new Path2D();
    outline.roundRect(left, top, size, size, radius);
    context.save();
    context.clip(outline);
    fill(context, c, index, left, top, size);
    context.restore();
    const focused = focus !== null && focus.column === c && focus.index === index;
    context.lineWidth = focused ? 3 : 1.4;
    context.strokeStyle = palette.ink;
    context.stroke(outline);
  }));
}

/**
 * Squares of one colour each.
 * @param {(column: number, index: number) => number} pixel
 * @returns {Fill}
 */
export function plainFill(pixel) {
  return (context, column, index, x, y, size) => {
    context.fillStyle = cssOf(pixel(column, index));
    context.fillRect(x, y, size, size);
  };
}

/**
 * Squares that show what each neuron answers over the plane of the two inputs. All are painted into one picture first:
 * one transfer to the canvas a frame.
 */
export class FieldAtlas {
  constructor() {
    this.canvas = document.createElement('canvas');
    this.context = /** @type {CanvasRenderingContext2D} */ (this.canvas.getContext('2d'));
    /** @type {ImageData | null} */
    this.image = null;
  }

  /**
   * @param {NonNullable<Snapshot['fields']>} fields
   * @param {Layout} layout
   * @param {Palette} palette
   * @param {(layer: number, unit: number, value: number) => number} pixel
   * @returns {Fill}
   */
  paint({ size, layers }, { columns }, palette, pixel) {
    const width = Math.max(...columns.map(({ ys }) => ys.length)) * size, height = columns.length * size;
    if (!this.image || this.canvas.width !== width || this.canvas.height !== height) {
      this.canvas.width = width;
      this.canvas.height = height;
      this.image = this.context.createImageData(width, height);
    }
    const words = new Uint32Array(this.image.data.buffer);
    columns.forEach(({ ys }, c) => ys.forEach((_, unit) => {
      for (let j = 0; j < size; j++) {
        const row = (c * size + j) * width + unit * size;
        for (let i = 0; i < size; i++) {
          words[row + i] = c ? pixel(c - 1, unit, layers[c - 1][(unit * size + j) * size + i])
            : palette.ramp[rampIndex(inputField(unit, i, j, size))];
        }
      }
    }));
    this.context.putImageData(this.image, 0, 0);
    return (context, column, index, x, y, side) => {
      context.drawImage(this.canvas, index * size, column * size, size, size, x, y, side, side);
    };
  }
}

/** x₁ grows to the right, x₂ upward. @param {number} input @param {number} i @param {number} j @param {number} size */
function inputField(input, i, j, size) {
  return input === 0 ? (2 * i) / (size - 1) - 1 : 1 - (2 * j) / (size - 1);
}

/**
 * The largest answer of a layer, at least 1: bounded activations keep their own scale.
 * @param {import('../tools/types.js').Numbers} values
 */
export function largestOf(values) {
  let largest = 1;
  for (const value of values) largest = Math.max(largest, Math.abs(value));
  return largest;
}
