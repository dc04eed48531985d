const edge = 6, below = 14;

/**
 * An activation and, dashed, its slope, with the layer's sums as points on it.
 * @param {ReturnType<typeof import('../tools/dom.js').fitCanvas>} canvas
 * @param {NonNullable<import('../../experiment/closer/histograms.js').LayerHistogram['curve']>} curve
 * @param {Float64Array} sums
 * @param {import('../tools/types.js').Translate} t
 * @param {import('../tools/palette.js').Palette} palette
 */
export function paintCurve({ context, width, height }, { x, value, slope }, sums, t, palette) {
  const all = [...value, ...slope ?? []], reach = x[x.length - 1];
  const low = Math.min(0, ...all), high = Math.max(1, ...all);
  const across = (/** @type {number} */ v) => edge + (width - 2 * edge) * (v / reach + 1) / 2;
  const up = (/** @type {number} */ v) => edge + (height - edge - below) * (high - v) / (high - low);
  const line = (/** @type {Float64Array} */ values) => {
    context.beginPath();
    values.forEach((v, i) => context.lineTo(across(x[i]), up(v)));
    context.stroke();
  };
  context.clearRect(0, 0, width, height);
  context.lineWidth = 1;
  context.strokeStyle = palette.line;
  context.beginPath();
  context.moveTo(edge, up(0));
  context.lineTo(width - edge, up(0));
  context.moveTo(across(0), edge);
  context.lineTo(across(0), height - below);
  context.stroke();
  context.font = `11px ${palette.font}`;
  context.fillStyle = palette.muted;
  context.textBaseline = 'bottom';
  for (const [v, align] of /** @type {const} */ ([[-reach, 'left'], [0, 'center'], [reach, 'right']])) {
    context.textAlign = align;
    context.fillText(`${v === 0 ? 'z = ' : ''}${t.short(v)}`, across(v), height);
  }
  if (slope) {
    context.strokeStyle = palette.muted;
    context.lineWidth = 1.5;
    context.setLineDash([5, 4]);
    line(slope);
    context.setLineDash([]);
  }
  context.strokeStyle = palette.ink;
  context.lineWidth = 2;
  line(value);
  context.fillStyle = palette.ink;
  context.globalAlpha = 0.5;
  for (const sum of sums) {
    const i = Math.round((sum / reach + 1) / 2 * (x.length - 1));
    context.beginPath();
    context.arc(across(sum), up(value[Math.max(0, Math.min(x.length - 1, i))]), 3.5, 0, 7);
    context.fill();
  }
  context.globalAlpha = 1;
}
