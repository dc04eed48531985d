/** What is pressed or typed in belongs to the page, not to its picture. */
const controls = 'button, input, label.switch, .visually-hidden, dialog, [hidden]';

const margin = 16;

/** Where views stand; of those under tabs only one is there. */
const places = '.network .part, .output .part, .charts .part:not(.tabs)';

/** @param {import('./lab.js').Lab} lab */
export function picturesOf(lab) {
  return [.../** @type {NodeListOf<HTMLElement>} */ (lab.element.querySelectorAll(places))]
    .filter((part) => part.offsetParent).map((part) => ({
      name: part.classList[1], title: part.querySelector('h2')?.textContent ?? '', take: () => takePicture(lab, part),
    }));
}

/**
 * A view as a picture: its canvases, and its words where they stand.
 * @param {import('./lab.js').Lab} lab
 * @param {HTMLElement} element
 * @returns {Promise<Blob>} a PNG
 */
async function takePicture(lab, element) {
  const box = element.getBoundingClientRect(), scale = window.devicePixelRatio || 1;
  const canvas = document.createElement('canvas');
  canvas.width = Math.ceil((box.width + 2 * margin) * scale);
  canvas.height = Math.ceil((box.height + 2 * margin) * scale);
  const ink = /** @type {CanvasRenderingContext2D} */ (canvas.getContext('2d'));
  ink.fillStyle = lab.palette?.bg ?? '#fff';
  ink.fillRect(0, 0, canvas.width, canvas.height);
  ink.scale(scale, scale);
  ink.translate(margin - box.left, margin - box.top);
  paint(ink, element);
  return new Promise((resolve, reject) =>
    canvas.toBlob((blob) => blob ? resolve(blob) : reject(new Error('The picture is too large.')), 'image/png'));
}

/**
 * In the order in which it stands, as the screen has it.
 * @param {CanvasRenderingContext2D} ink
 * @param {Element} element
 */
function paint(ink, element) {
  if (element.matches(controls)) return;
  const style = getComputedStyle(element);
  if (style.display === 'none' || style.visibility === 'hidden') return;
  const { left, top, width, height } = element.getBoundingClientRect();
  if (element instanceof HTMLCanvasElement) return ink.drawImage(element, left, top, width, height);
  paintBox(ink, style, { left, top, width, height });
  if (element instanceof HTMLSelectElement) {
    return write(ink, style, element.selectedOptions[0]?.text ?? '', left + width / 2, top + height / 2, 'center');
  }
  for (const child of element.childNodes) {
    if (child instanceof Element) paint(ink, child);
    else if (child instanceof Text) paintText(ink, style, child);
  }
}

/** Bars, swatches and the lines of tables. @param {CanvasRenderingContext2D} ink @param {CSSStyleDeclaration} style
 * @param {{ left: number, top: number, width: number, height: number }} box */
function paintBox(ink, style, { left, top, width, height }) {
  ink.fillStyle = style.backgroundColor;
  ink.fillRect(left, top, width, height);
  const line = parseFloat(style.borderBottomWidth);
  if (!line || style.borderBottomStyle === 'none') return;
  ink.fillStyle = style.borderBottomColor;
  ink.fillRect(left, top + height - line, width, line);
}

/**
 * Line by line, as it is broken.
 * @param {CanvasRenderingContext2D} ink
 * @param {CSSStyleDeclaration} style
 * @param {Text} node
 */
function paintText(ink, style, node) {
  const text = node.data, range = document.createRange();
  let from = 0, last = NaN;
  const boxOf = (/** @type {number} */ start, /** @type {number} */ end) => {
    range.setStart(node, start);
    range.setEnd(node, end);
    return range.getBoundingClientRect();
  };
  const flush = (/** @type {number} */ to) => {
    const { left, top, height } = boxOf(from, to);
    if (height) write(ink, style, text.slice(from, to).trim(), left, top + height / 2, 'left');
    from = to;
  };
  for (let i = 0; i < text.length; i++) {
    const { top, height } = boxOf(i, i + 1);
    if (height && top > last + height / 2) flush(i);
    if (height) last = top;
  }
  flush(text.length);
}

/** @param {CanvasRenderingContext2D} ink @param {CSSStyleDeclaration} style @param {string} text @param {number} x
 * @param {number} y of the middle @param {CanvasTextAlign} align */
function write(ink, style, text, x, y, align) {
  if (!text) return;
  ink.font = `${style.fontWeight} ${style.fontSize} ${style.fontFamily}`;
  ink.fillStyle = style.color;
  ink.textAlign = align;
  ink.textBaseline = 'middle';
  ink.fillText(style.textTransform === 'uppercase' ? text.toLocaleUpperCase() : text, x, y);
}
