import { wanted } from '../../lib/wanted.js';
import { h, setText } from '../tools/dom.js';
import { addHeading } from '../tools/heading.js';
import { writeExperiment } from './experiment.js';
import { adoptStyle } from '../tools/styles.js';
import style from '../tabs/panels.css';

/** @typedef {import('../tools/types.js').Info} Info */

/** The experiment as a program; the network as one, with its weights. @type {import('../tools/types.js').PartKind} */
export const code = { name: 'code', place: 'charts', needs: [], applies: () => true, create };

const languages = /** @type {const} */ (['glassnet', 'js', 'numpy', 'pytorch', 'c']);

/** @param {HTMLElement} root @param {import('../tools/types.js').Context} context */
function create(root, context) {
  adoptStyle(root, style);
  const { t, memory } = context;
  const menu = h('select', { 'aria-label': t('code.language'), onchange: choose },
    ...languages.map((name) => h('option', { value: name }, t(`code.${name}`))));
  const copy = h('button', { class: 'button', onclick: () => copyText() }, t('code.copy'));
  const said = h('span', { class: 'note', role: 'status' });
  addHeading(root, t('code.title'), menu, copy);
  const about = h('p', { class: 'note' }), text = h('code');
  root.append(about, said, h('pre', { tabindex: 0, 'aria-label': t('code.title') }, text));
  menu.value = memory.code ?? languages[0];

  /** @type {Info | null} */ let info = null;
  let shown = '', asked = 0, alive = true;

  function choose() {
    memory.code = menu.value;
    write();
  }

  async function write() {
    const session = context.session(), mine = ++asked, language = /** @type {typeof languages[number]} */ (menu.value);
    if (!session || !info) return;
    try {
      const program = language === 'glassnet' ? writeExperiment(info, Math.max(epoch, info.experiment.epochs))
        : await wanted.code(await session.written(), language);
      if (!alive || mine !== asked) return;
      shown = state();
      setText(text, program);
      setText(about, t(language === 'glassnet' ? 'code.about.train' : 'code.about.weights', { epoch }));
    } catch {
      if (alive && mine === asked) setText(about, t('code.failed'));
    }
  }

  async function copyText() {
    try {
      await navigator.clipboard.writeText(text.textContent ?? '');
      setText(said, t('code.copied'));
    } catch {
      const range = document.createRange();
      range.selectNodeContents(text);
      getSelection()?.removeAllRanges();
      getSelection()?.addRange(range);
      setText(said, t('code.selected'));
    }
  }

  let epoch = 0, step = 0;
  const state = () => `${epoch} ${step} ${menu.value}`;
  return {
    /** @param {Info} given */
    load(given) {
      info = given;
      shown = '';
    },
    /** While it trains the program stands still. @param {import('../tools/types.js').Snapshot} snapshot */
    draw(snapshot) {
      ({ epoch, step } = snapshot);
      if (state() === shown || (snapshot.playing && shown)) return;
      setText(said, '');
      write();
    },
    destroy() {
      alive = false;
    },
  };
}
