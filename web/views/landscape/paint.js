/** @typedef {import('../../experiment/closer/landscape.js').Landscape} Landscape */

const levels = 12, most = 0.62;

/**
 * The loss in shades of ink, the deeper the higher, with lines of equal loss, and where the training went.
 * @param {ReturnType<typeof import('../tools/dom.js').fitCanvas>} canvas
 * @param {Landscape} landscape
 * @param {{ across: Float64Array, up: Float64Array } | null} path
 * @param {import('../tools/palette.js').Palette} palette
 */
export function paintLandscape({ context, width, height }, { size, reach, losses }, path, palette) {
  const known = losses.filter(Number.isFinite);
  const low = known.reduce((a, b) => Math.min(a, b), Infinity), high = known.reduce((a, b) => Math.max(a, b), -Infinity);
  // The root spreads out what lies low, where training goes.
  const depth = Float64Array.from(losses, (value) =>
    (Number.isFinite(value) ? Math.sqrt((value - low) / (high - low || 1)) : 1));
  context.clearRect(0, 0, width, height);
  paintShades(context, { size, depth, width, height }, palette);
  context.strokeStyle = palette.ink;
  context.lineWidth = 0.7;
  context.globalAlpha = 0.55;
  context.beginPath();
  for (let level = 1; level < levels; level++) traceLevel(context, depth, size, level / levels, width, height);
  context.stroke();
  context.globalAlpha = 1;
  if (path) paintPath(context, path, reach, { width, height }, palette);
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {{ size: number, depth: Float64Array, width: number, height: number }} field
 * @param {import('../tools/palette.js').Palette} palette
 */
function paintShades(context, { size, depth, width, height }, palette) {
  const small = new OffscreenCanvas(size, size), inner = /** @type {OffscreenCanvasRenderingContext2D} */ (small.getContext('2d'));
  inner.fillStyle = palette.ink;
  depth.forEach((value, i) => {
    inner.globalAlpha = value * most;
    inner.fillRect(i % size, Math.floor(i / size), 1, 1);
  });
  // Points lie on the border of the picture, pixels beside it.
  const x = width / (size - 1) / 2, y = height / (size - 1) / 2;
  context.imageSmoothingEnabled = true;
  context.imageSmoothingQuality = 'high';
  context.drawImage(small, -x, -y, width + 2 * x, height + 2 * y);
}

/**
 * The line at which the field has one value, cell by cell.
 * @param {CanvasRenderingContext2D} context
 * @param {Float64Array} field @param {number} size @param {number} level @param {number} width @param {number} height
 */
function traceLevel(context, field, size, level, width, height) {
  const across = width / (size - 1), down = height / (size - 1);
  for (let row = 0; row < size - 1; row++) {
    for (let column = 0; column < size - 1; column++) {
      const corners = [[0, 0], [1, 0], [1, 1], [0, 1]].map(([x, y]) => ({ x: column + x, y: row + y }));
      const crossings = corners.flatMap((from, i) => {
        const to = corners[(i + 1) % 4], a = field[from.y * size + from.x] - level, b = field[to.y * size + to.x] - level;
        if (a < 0 === b < 0) return [];
        const share = a / (a - b);
        return [{ x: (from.x + (to.x - from.x) * share) * across, y: (from.y + (to.y - from.y) * share) * down }];
      });
      for (let i = 0; i + 1 < crossings.length; i += 2) {
        context.moveTo(crossings[i].x, crossings[i].y);
        context.lineTo(crossings[i + 1].x, crossings[i + 1].y);
      }
    }
  }
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {{ across: Float64Array, up: Float64Array }} path
 * @param {number} reach
 * @param {{ width: number, height: number }} place
 * @param {import('../tools/palette.js').Palette} palette
 */
function paintPath(context, { across, up }, reach, { width, height }, palette) {
  const points = Array.from(across, (a, i) => [(a / reach + 1) / 2 * width, (1 - up[i] / reach) / 2 * height]);
  for (const [style, line] of /** @type {const} */ ([[palette.bg, 5], [palette.ink, 2]])) {
    context.strokeStyle = style;
    context.lineWidth = line;
    context.lineJoin = 'round';
    context.beginPath();
    for (const [x, y] of points) context.lineTo(x, y);
    context.stroke();
  }
  const [x, y] = points[points.length - 1];
  context.fillStyle = palette.ink;
  context.strokeStyle = palette.bg;
  context.lineWidth = 2;
  context.beginPath();
  context.arc(Math.max(6, Math.min(width - 6, x)), Math.max(6, Math.min(height - 6, y)), 5, 0, 7);
  context.fill();
  context.stroke();
}
