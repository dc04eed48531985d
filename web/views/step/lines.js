import { h } from '../tools/dom.js';

const few = 6, most = 200;

/**
 * The lines of a station: its rule in names, then the numbers; first a few of them. A number tells all its digits
 * where the pointer rests on it.
 * @param {import('../tools/types.js').Context} context
 */
export function createLines({ t, tips }) {
  const rule = h('div', { class: 'rule' }), list = h('ol', { class: 'lines' });
  const more = h('button', { class: 'link', onclick: () => unfold() });
  const element = h('div', {}, rule, list, more);
  element.addEventListener('pointerover', ({ target }) => {
    const figure = target instanceof HTMLElement ? target.closest('[data-value]') : null;
    if (figure instanceof HTMLElement) tips.showBeside(figure, t.exact(Number(figure.dataset.value)));
    else tips.hide();
  });
  element.addEventListener('pointerleave', () => tips.hide());
  /** @type {import('./stages.js').Stage | null} */ let stage = null;
  let limit = few;

  function unfold() {
    limit = most;
    show(stage);
  }

  /** @param {import('./stages.js').Stage | null} given */
  function show(given) {
    stage = given;
    const count = stage ? Math.min(stage.count, stage.count > limit + 1 ? limit : stage.count, most) : 0;
    rule.replaceChildren(...stage?.rule ?? []);
    rule.hidden = !stage?.rule.length;
    list.replaceChildren(...Array.from({ length: count }, (_, i) => h('li', {}, ...stage?.lines(i) ?? [])));
    const left = (stage?.count ?? 0) - count;
    more.hidden = left <= 0 || count >= most;
    more.textContent = t('step.more', { n: left });
  }

  return {
    element, show,
    fold() {
      limit = few;
    },
  };
}
