/** What is pressed or typed in belongs to the page, not to its picture. */
const controls = 'button, input, label.switch, .visually-hidden, dialog, [hidden], [role=tablist]';

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
  // For screen readers only: clipped away.
  if (style.display === 'none' || style.visibility === 'hidden' || style.clipPath !== 'none') return;
  const { left, top, width, height } = element.getBoundingClientRect();
  if (element instanceof HTMLCanvasElement) return ink.drawImage(element, left, top, width, height);
  paintBox(ink, style, { left, top, width, height });
  if (element instanceof HTMLSelectElement) {
    return write(ink, style, element.selectedOptions[0]?.text ?? '', left + width / 2, top + height / 2, 'center');
  }
  for (const child of element.childNodes) {
    if (child instanceof Element) paint(ink, child);
    else if (child instanceof Text && style.writingMode.startsWith('vertical')) turned(ink, style, child);
    else if (child instanceof Text) paintText(ink, style, child);
  }
}

/** From the bottom to the top. @param {CanvasRenderingContext2D} ink @param {CSSStyleDeclaration} style @param {Text} node */
function turned(ink, style, { data, parentElement }) {
  const { left, top, width, height } = /** @type {HTMLElement} */ (parentElement).getBoundingClientRect();
  ink.save();
  ink.translate(left + width / 2, top + height / 2);
  ink.rotate(-Math.PI / 2);
  write(ink, style, data, 0, 0, 'center');
  ink.restore();
}

/**
 * Bars, swatches and the lines of tables.
 * @param {CanvasRenderingContext2D} ink
 * @param {CSSStyleDeclaration} style
 * @param {{ left: number, top: number, width: number, height: number }} box
 */
function paintBox(ink, style, { left, top, width, height }) {
  const [round, above, below] = [style.borderTopLeftRadius, style.borderTopWidth, style.borderBottomWidth].map(parseFloat);
  const stops = style.backgroundImage.match(/rgb\([^)]*\)/g), around = parseFloat(style.borderLeftWidth);
  ink.beginPath();
  ink.roundRect(left, top, width, height, style.borderTopLeftRadius.endsWith('%') ? width * round / 100 : round);
  ink.fillStyle = style.backgroundColor;
  if (stops) {
    const ramp = ink.createLinearGradient(left, 0, left + width, 0);
    stops.forEach((colour, i) => ramp.addColorStop(i / (stops.length - 1), colour));
    ink.fillStyle = ramp;
  }
  ink.fill();
  const line = (/** @type {number} */ wide, /** @type {string} */ kind, /** @type {string} */ colour) => {
    ink.lineWidth = wide;
    ink.strokeStyle = colour;
    ink.setLineDash(kind === 'dashed' ? [2 * wide, 1.5 * wide] : []);
  };
  if (around) {
    line(around, style.borderLeftStyle, style.borderLeftColor);
    return ink.stroke();
  }
  if (above) {
    line(above, style.borderTopStyle, style.borderTopColor);
    stroke(ink, left, top + above / 2, width);
  }
  if (below) {
    line(below, style.borderBottomStyle, style.borderBottomColor);
    stroke(ink, left, top + height - below / 2, width);
  }
}

/** @param {CanvasRenderingContext2D} ink @param {number} x @param {number} y @param {number} width */
function stroke(ink, x, y, width) {
  ink.beginPath();
  ink.moveTo(x, y);
  ink.lineTo(x + width, y);
  ink.stroke();
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

/**
 * @param {CanvasRenderingContext2D} ink
 * @param {CSSStyleDeclaration} style
 * @param {string} text
 * @param {number} x
 * @param {number} y of the middle
 * @param {CanvasTextAlign} align
 */
function write(ink, style, text, x, y, align) {
  if (!text) return;
  ink.font = `${style.fontWeight} ${style.fontSize} ${style.fontFamily}`;
  ink.fillStyle = style.color;
  ink.textAlign = align;
  ink.textBaseline = 'middle';
  ink.fillText(style.textTransform === 'uppercase' ? text.toLocaleUpperCase() : text, x, y);
}
