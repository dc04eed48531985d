import { classOf, kindOf, targetColour } from '../scale.js';
import { classDeepColour } from '../tools/palette.js';

/** @typedef {import('../tools/types.js').Info} Info @typedef {import('../tools/palette.js').Palette} Palette */

/** With so few rows each point says its target. */
const fewRows = 24;

/** How far points reach, in CSS pixels. Those drawn by hand stay as they are while they become more. @param {Info} info */
function radiusOf({ rows, experiment }) {
  if (experiment.data?.plane) return 5;
  if (rows <= fewRows) return 10;
  return rows <= 250 ? 3 : 2.4;
}

/** Round the point (x, y): class 0 square, class 1 and numbers round, then a triangle and a diamond. */
const shapes = [
  /** @param {Path2D} path @param {number} x @param {number} y @param {number} r */
  (path, x, y, r) => path.rect(x - r * 0.88, y - r * 0.88, r * 1.76, r * 1.76),
  /** @param {Path2D} path @param {number} x @param {number} y @param {number} r */
  (path, x, y, r) => {
    path.moveTo(x + r, y);
    path.arc(x, y, r, 0, 7);
  },
  /** @param {Path2D} path @param {number} x @param {number} y @param {number} r */
  (path, x, y, r) => trace(path, [[x, y - r * 1.2], [x + r * 1.1, y + r * 0.8], [x - r * 1.1, y + r * 0.8]]),
  /** @param {Path2D} path @param {number} x @param {number} y @param {number} r */
  (path, x, y, r) => trace(path, [[x, y - r * 1.2], [x + r * 1.2, y], [x, y + r * 1.2], [x - r * 1.2, y]]),
];

/** @param {Path2D} path @param {number[][]} corners */
function trace(path, corners) {
  corners.forEach(([x, y], i) => (i ? path.lineTo(x, y) : path.moveTo(x, y)));
  path.closePath();
}

/**
 * The rows on the plane, each in the colour of its target: filled where trained on, hollow where held out. Many points are
 * small and of a darker shade, so that they are seen on a surface that answers right.
 * @param {CanvasRenderingContext2D} context
 * @param {number} width
 * @param {number} height
 * @param {Info} info
 * @param {Palette} palette
 * @param {(target: number) => string} format
 */
export function paintPoints(context, width, height, info, palette, format) {
  const { plane, rows, x } = info;
  if (!plane) return;
  const few = rows <= fewRows && !info.experiment.data?.plane, radius = radiusOf(info), numbers = kindOf(info) === 'numbers';
  const colour = few || numbers ? targetColour(info)
    : (/** @type {Palette} */ _, /** @type {number} */ row) => classDeepColour(palette, classOf(info, row));
  const place = (/** @type {number} */ row) => ({
    left: ((x[2 * row] - plane.x0) / (plane.x1 - plane.x0)) * width,
    top: ((plane.y1 - x[2 * row + 1]) / (plane.y1 - plane.y0)) * height,
  });
  // One path for all points that look alike: hundreds of rows are drawn in a few strokes.
  /** @type {Map<string, { fill: string, held: boolean, path: Path2D }>} */
  const looks = new Map();
  for (let row = 0; row < rows; row++) {
    const fill = colour(palette, row), held = info.isTest[row] === 1, key = `${fill}${held}`;
    const look = looks.get(key) ?? { fill, held, path: new Path2D() };
    looks.set(key, look);
    const { left, top } = place(row);
    shapes[numbers ? 1 : classOf(info, row) % shapes.length](look.path, left, top, radius);
  }
  const drawn = [...looks.values()].sort((a, b) => Number(a.held) - Number(b.held));
  for (const { fill, held, path } of drawn) {
    if (numbers) paintNumber(context, path, fill, held);
    else paintClass(context, path, fill, held, radius > 4 ? 2 : 0.8);
  }
  if (few) for (let row = 0; row < rows; row++) writeTarget(context, place(row), info, row, palette, format);
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {Path2D} path
 * @param {string} colour
 * @param {boolean} held
 * @param {number} outline
 */
function paintClass(context, path, colour, held, outline) {
  context.lineWidth = held ? 1.5 : outline;
  context.fillStyle = held ? '#fff' : colour;
  context.strokeStyle = held ? colour : '#fff';
  context.fill(path);
  context.stroke(path);
}

/**
 * A point of the surface's own colour would vanish in it: a thin dark line keeps it.
 * @param {CanvasRenderingContext2D} context
 * @param {Path2D} path
 * @param {string} colour
 * @param {boolean} held
 */
function paintNumber(context, path, colour, held) {
  context.strokeStyle = 'rgb(20 24 29 / 0.4)';
  context.lineWidth = held ? 2.6 : 1.2;
  context.stroke(path);
  context.fillStyle = context.strokeStyle = colour;
  context.lineWidth = 1.4;
  if (held) context.stroke(path);
  else context.fill(path);
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {{ left: number, top: number }} place
 * @param {Info} info
 * @param {number} row
 * @param {Palette} palette
 * @param {(target: number) => string} format
 */
function writeTarget(context, { left, top }, info, row, { font }, format) {
  const target = kindOf(info) === 'classes' ? classOf(info, row) : info.y[row * info.outputs];
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  context.font = `600 12px ${font}`;
  // On blue white reads better, on orange, and on the white of a hollow point, ink.
  const light = !info.isTest[row] && kindOf(info) !== 'numbers' && classOf(info, row) === 1;
  context.fillStyle = light ? '#fff' : '#14181d';
  context.fillText(format(target), left, top + 0.5);
}
