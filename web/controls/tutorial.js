import { showChoices } from '../views/tools/choices.js';
import { h, setText, uniqueId } from '../views/tools/dom.js';
import { addHeading } from '../views/tools/heading.js';

/**
 * Which experiment of which tutorial is shown, and what a teacher would add.
 * @param {HTMLElement} root @param {import('../views/tools/types.js').Context} context
 */
export function createTutorial(root, { t, dispatch, tips }) {
  const leave = h('button', {
    class: 'small remove', 'aria-label': t('tutorial.leave'), onclick: () => dispatch({ type: 'tutorial', name: null }),
  }, '×');
  tips.attach(leave, () => t('tutorial.leave'));
  addHeading(root, t('tutorial.title'), leave);
  const title = h('h3', { id: uniqueId('tutorial') }), source = h('p', { class: 'note' }), note = h('p', { class: 'note' });
  const menu = h('select', {
    'aria-label': t('tutorial.choose'), onchange: () => dispatch({ type: 'tutorial', name: menu.value }),
  });
  const only = h('p', { class: 'only' });
  root.append(title, source, menu, only, note);
  return {
    /** @param {import('../views/tools/types.js').Info} info */
    load({ lesson }) {
      if (!lesson) return;
      const { tutorial: { name, title: called, source: { author, text }, experiments, note: added }, entry } = lesson;
      setText(title, t.text(called));
      setText(source, t('tutorial.by', { author, text }));
      setText(note, t.text(added));
      menu.hidden = experiments.length < 2;
      only.hidden = !menu.hidden;
      setText(only, t.text(entry.title));
      showChoices(menu, experiments.map((one) => ({ value: `${name}/${one.name}`, label: t.text(one.title) })));
      menu.value = lesson.name;
    },
    draw() {},
  };
}
