import { h } from '../views/tools/dom.js';
import { adoptStyle } from '../views/tools/styles.js';
import style from './hint.css';

/** One quiet line under the buttons, for who is here for the first time. @param {import('./lab.js').Lab} lab */
export function showHint(lab) {
  const { t, element, options } = lab;
  element.querySelector('.hint')?.remove();
  const play = element.querySelector('.buttons .play');
  if (!options.hint || !lab.alive || !play) return;
  adoptStyle(element, style);
  play.parentElement?.append(h('p', { class: 'hint' }, h('span', {}, t('hint.play')),
    h('button', { class: 'link', onclick: () => lab.tour() }, t('hint.tour'))));
}
