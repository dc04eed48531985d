import { h } from '../../views/tools/dom.js';
import { adoptStyle } from '../../views/tools/styles.js';
import { clipping } from './clipping.js';
import { ending } from './ending.js';
import { hiddenLayers } from './hidden.js';
import { optimizer } from './optimizer.js';
import { schedule } from './schedule.js';
import { start } from './start.js';
import style from './settings.css';

/** @typedef {import('../../views/tools/types.js').Info} Info @typedef {import('../../views/tools/types.js').Context} Context */
/** @typedef {{ root: HTMLElement, load: (info: Info) => void }} Setting */

/** In the order in which they stand. @type {[string, (context: Context) => Setting[]][]} */
const groups = [
  ['start', start], ['hidden', hiddenLayers], ['optimizer', optimizer], ['schedule', schedule], ['clipping', clipping],
  ['ending', ending],
];

/** The settings that are folded away, in groups. @param {HTMLElement} host @param {Context} context */
export function createSettings(host, context) {
  adoptStyle(host, style);
  const parts = groups.map(([name, create]) => {
    const settings = create(context);
    const root = h('fieldset', {}, h('legend', {}, context.t(`settings.${name}`)),
      h('div', { class: 'fields' }, ...settings.map((setting) => setting.root)));
    return { root, settings };
  });
  host.append(h('div', { class: 'settings' }, ...parts.map(({ root }) => root)));
  return {
    /** A group none of whose settings has a meaning here is not there. @param {Info} info */
    load(info) {
      for (const { root, settings } of parts) {
        for (const setting of settings) setting.load(info);
        root.hidden = settings.every((setting) => setting.root.hidden);
      }
    },
  };
}
