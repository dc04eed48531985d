import { h, uniqueId } from '../tools/dom.js';
import { sayFailed, whileBusy } from '../tools/late.js';
import { createTabList } from './list.js';
import { tabs } from './table.js';

/**
 * @typedef {import('../tools/types.js').PartKind} PartKind @typedef {import('../tools/types.js').Part} Part
 * @typedef {import('../tools/types.js').Info} Info @typedef {import('../tools/types.js').Snapshot} Snapshot
 * @typedef {import('../tools/types.js').Context} Context
 * @typedef {import('./table.js').Tab} Tab
 *
 * @typedef {{ tab: Tab, id: string, element: HTMLElement, parts: { kind: PartKind, part: Part }[] | null }} Panel
 */

const applies = (/** @type {Tab} */ { trains }, /** @type {Info} */ { lesson }) => !trains || lesson?.trains !== false;

/**
 * The views that share one place under tabs: one part, or none where no such view is wanted.
 * @param {(name: string) => boolean} wanted
 * @returns {PartKind[]}
 */
export function tabbed(wanted) {
  const chosen = tabs.filter(({ name }) => wanted(name));
  if (!chosen.length) return [];
  return [{
    name: 'tabs', place: 'charts', group: 'transport', needs: [], applies: (info) => chosen.some((tab) => applies(tab, info)),
    costly: () => true,
    create: (root, context) => create(root, context, chosen, wanted),
  }];
}

/** @param {HTMLElement} root @param {Context} context @param {Tab[]} chosen @param {(name: string) => boolean} wanted */
function create(root, context, chosen, wanted) {
  const { t, memory } = context;
  /** @type {Panel[]} */
  const panels = chosen.map((tab) => {
    const id = uniqueId(tab.name);
    const element = h('div', { id, class: `panel panel-${tab.name}`, role: 'tabpanel', tabindex: 0, hidden: true });
    return { tab, id, element, parts: null };
  });
  const list = createTabList(t('tabs.title'), panels.map(({ tab, id, element }) =>
    ({ name: tab.name, text: t(`tab.${tab.name}`), panel: id, element })), open);
  if (chosen.length > 1) root.append(list.element);
  root.append(...panels.map(({ element }) => element));
  root.classList.toggle('several', chosen.length > 1);

  /** @type {Info | null} */ let info = null;
  /** @type {Snapshot | null} */ let last = null;
  let current = panels[0], alive = true;

  /** A person chose a tab. @param {string} name */
  function open(name) {
    memory.tab = name;
    show();
  }

  /** Shows the tab that was chosen last, or else the first one that has something to show. */
  function show() {
    if (!info) return;
    const shown = panels.filter(({ tab }) => applies(tab, /** @type {Info} */ (info)));
    current = shown.find(({ tab }) => tab.name === memory.tab) ?? shown[0];
    list.show(shown.map(({ tab }) => tab.name), current.tab.name);
    for (const { element } of panels) element.hidden = element !== current.element;
    if (!current.parts) return void load(current);
    start(current);
  }

  /** @param {Panel} panel @returns {Promise<void>} */
  const load = (panel) => whileBusy(panel.element, async () => {
    try {
      const kinds = await panel.tab.load(wanted);
      if (!alive) return;
      panel.element.replaceChildren();
      panel.parts = kinds.map((kind) => {
        const element = h('section', { class: `part ${kind.name}` });
        panel.element.append(element);
        return { kind, part: kind.create(element, context) };
      });
      if (panel === current) start(panel);
    } catch {
      sayFailed(panel.element, t, () => load(panel));
    }
  });

  /** @param {Panel} panel */
  function start({ parts }) {
    if (!info) return;
    for (const { part } of parts ?? []) {
      part.load(info);
      if (last) part.draw(last);
    }
    context.renew();
  }

  const each = (/** @type {(part: Part) => void} */ act) => current.parts?.forEach(({ part }) => act(part));
  return {
    /** @param {Info} given */
    load(given) {
      info = given;
      last = null;
      show();
    },
    /** @param {Snapshot} snapshot */
    draw(snapshot) {
      last = snapshot;
      each((part) => part.draw(snapshot));
    },
    needs: () => (current.parts ?? []).flatMap(({ kind, part }) => part.needs?.() ?? kind.needs),
    resize: () => each((part) => part.resize?.()),
    destroy() {
      alive = false;
      for (const { parts } of panels) for (const { part } of parts ?? []) part.destroy?.();
    },
  };
}
