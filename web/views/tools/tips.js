import { h, uniqueId } from './dom.js';

const showDelay = 350, hideDelay = 120, gap = 8;
/** So long stands what nobody asked for. */
const readingTime = 7000;

/**
 * The one tooltip of a lab. It opens on hover and on keyboard focus, can itself be hovered, and closes with Escape
 * (WCAG 1.4.13). Texts that never change are also tied to their element for screen readers.
 */
export class Tips {
  /** @param {HTMLElement} host positioned; the tooltip stays inside its width */
  constructor(host) {
    this.host = host;
    this.box = h('div', {
      class: 'tip', role: 'tooltip', hidden: true,
      onpointerenter: () => clearTimeout(this.timer), onpointerleave: () => this.hide(),
    });
    this.descriptions = h('div', { hidden: true });
    this.timer = 0;
    host.append(this.box, this.descriptions);
    host.addEventListener('keydown', (event) => { if (event.key === 'Escape') this.close(); });
  }

  /**
   * Gives an element a tooltip.
   * @param {HTMLElement} element
   * @param {string | (() => string)} text
   * @param {HTMLElement} [anchor] what the tooltip stands beside, the element itself by default
   */
  attach(element, text, anchor = element) {
    const read = typeof text === 'string' ? () => text : text;
    const open = (/** @type {number} */ delay) => this.later(() => this.showBeside(anchor, read()), delay);
    anchor.addEventListener('pointerenter', (event) => { if (event.pointerType === 'mouse') open(showDelay); });
    anchor.addEventListener('pointerleave', () => this.hide());
    anchor.addEventListener('pointerdown', () => this.close());
    element.addEventListener('focus', () => { if (element.matches(':focus-visible')) open(0); });
    element.addEventListener('blur', () => this.close());
    if (typeof text === 'string') this.describe(element, text);
  }

  /** @param {HTMLElement} element @param {string} text @returns {HTMLElement} what holds the text */
  describe(element, text) {
    const id = uniqueId('term'), description = h('span', { id }, text);
    this.descriptions.append(description);
    element.setAttribute('aria-describedby', id);
    return description;
  }

  /** Explains what was just chosen, also to those who have no pointer to hover with. @param {HTMLElement} anchor @param {string} text */
  tell(anchor, text) {
    if (!text) return;
    this.showBeside(anchor, text);
    this.later(() => this.close(), readingTime);
  }

  /** @param {HTMLElement} anchor @param {string} text */
  showBeside(anchor, text) {
    if (!anchor.isConnected || !text) return;
    const host = this.host.getBoundingClientRect(), box = anchor.getBoundingClientRect();
    this.show(text, box.left - host.left + box.width / 2, box.top - host.top, box.height);
  }

  /**
   * Shows a text above the point (x, y) of the host, or under it where there is no room.
   * @param {string} text
   * @param {number} x
   * @param {number} y
   * @param {number} [height] of what must stay visible
   */
  show(text, x, y, height = 0) {
    clearTimeout(this.timer);
    this.box.textContent = text;
    this.box.hidden = false;
    const width = this.box.offsetWidth, tall = this.box.offsetHeight;
    const top = this.host.getBoundingClientRect().top + y - tall - gap < 4 ? y + height + gap : y - tall - gap;
    const left = Math.max(gap, Math.min(this.host.clientWidth - width - gap, x - width / 2));
    this.box.style.transform = `translate(${Math.round(left)}px, ${Math.round(top)}px)`;
  }

  /** Leaves the pointer time to reach the tooltip. */
  hide() {
    this.later(() => this.close(), hideDelay);
  }

  close() {
    clearTimeout(this.timer);
    this.box.hidden = true;
  }

  /** @param {() => void} action @param {number} delay */
  later(action, delay) {
    clearTimeout(this.timer);
    this.timer = setTimeout(action, delay);
  }
}
