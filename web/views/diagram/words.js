/**
 * Names beside the inputs and the outputs, one for all or one each, and, where the heads stand elsewhere, a title over each column.
 * @param {CanvasRenderingContext2D} context
 * @param {import('./layout.js').Layout} layout
 * @param {import('../tools/palette.js').Palette} palette
 * @param {{ inputs: string[], outputs: string[], titles: string[] | null }} names
 */
export function paintWords(context, layout, palette, { inputs, outputs, titles }) {
  const { columns, size, labelWidth, width } = layout;
  const [first, last] = [columns[0], columns[columns.length - 1]];
  context.fillStyle = palette.muted;
  context.textBaseline = 'middle';
  context.textAlign = 'right';
  context.font = nameFont(palette);
  first.ys.forEach((y, i) => {
    context.fillText(fitText(context, inputs[i], labelWidth - 10), first.x - size / 2 - 8, y);
  });
  context.textAlign = 'left';
  if (outputs.length === 1) context.font = `italic 13px ${palette.font}`;
  last.ys.forEach((y, i) => {
    const left = last.x + size / 2 + 8;
    context.fillText(fitText(context, outputs[Math.min(i, outputs.length - 1)], width - left), left, y);
  });
  if (!titles) return;
  context.textAlign = 'center';
  context.font = `600 11px ${palette.font}`;
  context.fillStyle = palette.ink;
  titles.forEach((title, c) => {
    const text = fitText(context, title, layout.spacing - 6), half = context.measureText(text).width / 2;
    context.fillText(text, Math.max(half, Math.min(layout.width - half, columns[c].x)), 10);
  });
}

/**
 * How much room the names of the inputs take.
 * @param {HTMLCanvasElement} canvas
 * @param {import('../tools/palette.js').Palette} palette
 * @param {string[]} names
 */
export function widthOfNames(canvas, palette, names) {
  const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext('2d'));
  context.font = nameFont(palette);
  return Math.max(24, ...names.map((name) => context.measureText(name).width)) + 12;
}

/** @param {import('../tools/palette.js').Palette} palette */
function nameFont({ font }) {
  return `12px ${font}`;
}

/** @param {CanvasRenderingContext2D} context @param {string} text @param {number} width */
function fitText(context, text, width) {
  if (context.measureText(text).width <= width) return text;
  let length = text.length;
  while (length > 1 && context.measureText(`${text.slice(0, length)}…`).width > width) length--;
  return `${text.slice(0, length)}…`;
}
