import { h } from '../views/tools/dom.js';

const passing = 9000;

/** What the page has to say: a note that passes by itself, or a problem that stays, with the button that ends it. */
export class Notices {
  /** @param {HTMLElement} host @param {import('../lang/index.js').Translate} t */
  constructor(host, t) {
    this.t = t;
    this.kind = '';
    this.timer = 0;
    this.host = host;
    this.box = h('div', { class: 'notice', role: 'status' });
    host.append(this.box);
  }

  /** @param {string} text */
  note(text) {
    if (this.kind === 'problem') return;
    this.show('note', text, []);
    this.timer = setTimeout(() => this.clear(), passing);
  }

  /** @param {string} text @param {{ label: string, act(): void }[]} [actions] */
  problem(text, actions = []) {
    this.show('problem', text, actions);
  }

  /** @param {'note' | 'problem'} kind @param {string} text @param {{ label: string, act(): void }[]} actions */
  show(kind, text, actions) {
    clearTimeout(this.timer);
    this.kind = kind;
    this.box.className = `notice ${kind}`;
    this.box.setAttribute('role', kind === 'problem' ? 'alert' : 'status');
    this.box.replaceChildren(
      h('p', {}, text),
      ...actions.map(({ label, act }) => h('button', { class: 'button strong', onclick: act }, label)),
      h('button', { class: 'button plain', 'aria-label': this.t('close'), onclick: () => this.clear() }, '×'));
    if (actions.length && this.mayTakeFocus()) this.box.querySelector('button')?.focus({ preventScroll: true });
  }

  /** Not from where a person may be writing, nor from elsewhere on the page. */
  mayTakeFocus() {
    const { activeElement } = /** @type {ShadowRoot} */ (this.host.getRootNode());
    return activeElement ? !activeElement.matches('input, select, textarea') : document.activeElement === document.body;
  }

  /** The focus goes back to the lab, so that its keys go on working. */
  clear() {
    clearTimeout(this.timer);
    if (this.box.matches(':focus-within')) this.host.focus({ preventScroll: true });
    this.kind = '';
    this.box.className = 'notice';
    this.box.replaceChildren();
  }
}

/**
 * What went wrong, in the page's language where it knows the code of the error.
 * @param {unknown} error
 * @param {string} frame the sentence around the messages of other errors
 * @param {import('../lang/index.js').Translate} t
 */
export function sentenceOf(error, frame, t) {
  const { code, message } = /** @type {{ code?: string, message?: string }} */ (error ?? {});
  const own = `error.${code}`;
  return t.has(own) ? t(own) : t(frame, { message: message ?? String(error) });
}
