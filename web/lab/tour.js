import { h, setText, uniqueId } from '../views/tools/dom.js';
import { adoptStyle } from '../views/tools/styles.js';
import style from './tour.css';

/** @typedef {import('./lab.js').Lab} Lab */

/** Where each step stands, in the order in which one would try things out. */
const places = {
  data: '.part.data', network: '.part.diagram', play: '.buttons', output: '.area.output', loss: '.area.charts',
};

const gap = 14, edge = 8;

/** Leads through what there is, and holds nothing: whoever wants to press something else does. @param {Lab} lab */
export function startTour(lab) {
  lab.element.querySelector('dialog.tour')?.remove();
  adoptStyle(lab.element, style);
  const find = (/** @type {string} */ selector) => /** @type {HTMLElement | null} */ (lab.element.querySelector(selector));
  const steps = Object.entries(places).map(([name, selector]) => ({ name, place: find(selector) }))
    .filter(({ place }) => place?.offsetParent);
  find('.hint')?.remove();
  if (steps.length) new Tour(lab, /** @type {Step[]} */ (steps)).go(0);
}

/** @typedef {{ name: string, place: HTMLElement }} Step */

class Tour {
  /** @param {Lab} lab @param {Step[]} steps */
  constructor(lab, steps) {
    const { t } = lab;
    this.lab = lab;
    this.steps = steps;
    this.at = 0;
    /** @type {Element | null} */
    this.before = lab.root.activeElement;
    this.title = h('h3', { id: uniqueId('tour') });
    this.text = h('p', { id: uniqueId('tour') });
    this.count = h('span', { class: 'note num' });
    this.back = h('button', { class: 'button plain', onclick: () => this.go(this.at - 1) }, t('tour.back'));
    this.next = h('button', { class: 'button strong', autofocus: true, onclick: () => this.go(this.at + 1) });
    this.box = h('dialog', {
      class: 'tour', 'aria-labelledby': this.title.id, 'aria-describedby': this.text.id, onclose: () => this.end(),
      onkeydown: (/** @type {KeyboardEvent} */ event) => this.onKey(event),
    },
    h('header', {}, this.title,
      h('button', { class: 'small remove', 'aria-label': t('tour.end'), onclick: () => this.box.close() }, '×')),
    this.text, h('footer', {}, this.count, this.back, this.next));
    lab.element.append(this.box);
    this.resizer = new ResizeObserver(() => this.settle());
    this.resizer.observe(lab.element);
  }

  /** Beyond the last step it ends. @param {number} at */
  go(at) {
    const { steps, lab: { t }, box } = this;
    if (at >= steps.length) return box.close();
    this.mark(false);
    this.at = Math.max(0, at);
    const { name, place } = steps[this.at];
    this.mark(true);
    setText(this.title, t(`tour.${name}.title`));
    setText(this.text, t(`tour.${name}.text`));
    setText(this.count, t('tour.count', { n: this.at + 1, all: steps.length }));
    setText(this.next, t(this.at + 1 < steps.length ? 'tour.next' : 'tour.done'));
    this.back.disabled = this.at === 0;
    if (!box.open) box.show();
    if (this.back.disabled) this.next.focus();
    place.scrollIntoView({ block: 'nearest' });
    this.settle();
    box.scrollIntoView({ block: 'nearest' });
  }

  /** @param {boolean} on */
  mark(on) {
    this.steps[this.at].place.classList.toggle('toured', on);
  }

  /** Beside its place: on the right, on the left, under or over it, wherever there is room. */
  settle() {
    const { box, lab: { element } } = this, { place } = this.steps[this.at];
    if (!box.open) return;
    const host = element.getBoundingClientRect(), spot = place.getBoundingClientRect();
    const width = box.offsetWidth, height = box.offsetHeight;
    const left = spot.left - host.left, top = spot.top - host.top;
    const across = (/** @type {number} */ x) => Math.max(edge, Math.min(element.clientWidth - width - edge, x));
    let x = left + spot.width + gap, y = top;
    if (x + width + edge > element.clientWidth) x = left - width - gap;
    if (x < edge) {
      x = across(left);
      const under = top + spot.height + gap;
      y = under + height < window.innerHeight - host.top || top < height + gap ? under : top - height - gap;
    }
    box.style.transform = `translate(${Math.round(x)}px, ${Math.round(y)}px)`;
  }

  /** @param {KeyboardEvent} event */
  onKey(event) {
    const { key } = event;
    event.stopPropagation(); // the page's own keys would train
    if (key === 'ArrowRight') this.go(Math.min(this.steps.length - 1, this.at + 1));
    else if (key === 'ArrowLeft') this.go(this.at - 1);
    else if (key === 'Escape') this.box.close();
    else return;
    event.preventDefault();
  }

  end() {
    this.mark(false);
    this.resizer.disconnect();
    this.box.remove();
    if (this.before instanceof HTMLElement && this.before.isConnected) this.before.focus();
  }
}
