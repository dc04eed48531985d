/**
 * Makes an element. Properties that start with `on` are listeners, `class` is the class attribute,
 * `data` an object of data attributes; booleans switch attributes, the rest are set as attributes.
 * Nothing here reads HTML from a string, so that the page works under Trusted Types.
 * @template {keyof HTMLElementTagNameMap} T
 * @param {T} tag
 * @param {Record<string, any>} [props]
 * @param {...(Node | string | null | undefined)} children
 * @returns {HTMLElementTagNameMap[T]}
 */
export function h(tag, props = {}, ...children) {
  const element = document.createElement(tag);
  setProps(element, props);
  for (const child of children) if (child !== null && child !== undefined) element.append(child);
  return element;
}

const svgNamespace = 'http://www.w3.org/2000/svg';

/** The same for SVG. @param {string} tag @param {Record<string, any>} [props] @param {...Node} children */
export function svg(tag, props = {}, ...children) {
  const element = document.createElementNS(svgNamespace, tag);
  setProps(element, props);
  element.append(...children);
  return element;
}

/** @param {Element} element @param {Record<string, any>} props */
function setProps(element, props) {
  for (const [name, value] of Object.entries(props)) {
    if (name.startsWith('on')) element.addEventListener(name.slice(2), value);
    else if (name === 'data') Object.assign(/** @type {HTMLElement} */ (element).dataset, value);
    else if (typeof value === 'boolean') element.toggleAttribute(name, value);
    else if (value !== null && value !== undefined) element.setAttribute(name, String(value));
  }
}

/** Sets a text only where it differs: most frames change few numbers. @param {Node} node @param {string} text */
export function setText(node, text) {
  if (node.textContent !== text) node.textContent = text;
}

let ids = 0;

/** An id that is free in every shadow root of the page. @param {string} name */
export function uniqueId(name) {
  return `${name}-${++ids}`;
}

/**
 * Fits a canvas's pixels to its size on the screen.
 * @param {HTMLCanvasElement} canvas
 * @returns {{ context: CanvasRenderingContext2D, width: number, height: number }} in CSS pixels
 */
export function fitCanvas(canvas) {
  const width = canvas.clientWidth, height = canvas.clientHeight;
  const ratio = window.devicePixelRatio || 1;
  const w = Math.max(1, Math.round(width * ratio)), h = Math.max(1, Math.round(height * ratio));
  if (canvas.width !== w || canvas.height !== h) {
    canvas.width = w;
    canvas.height = h;
  }
  const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext('2d'));
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  return { context, width, height };
}

/** @returns {Promise<number>} */
export function animationFrame() {
  return new Promise((resolve) => requestAnimationFrame(resolve));
}
