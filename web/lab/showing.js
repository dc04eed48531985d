import { tellDivergence } from './divergence.js';
import { tellEnding } from './ending.js';
import { inTurn } from './parts.js';
import { watchVisible } from './visibility.js';

/** @typedef {import('./lab.js').Lab} Lab */

/** Tells every part what there is to show. @param {Lab} lab */
export function showInfo(lab) {
  const { info, parts, stage } = lab;
  if (!info || !stage) return;
  stage.hidden = false;
  for (const mounted of parts) {
    mounted.applies = mounted.kind.applies(info);
    mounted.element.hidden = !mounted.applies;
  }
  stage.classList.toggle('with-tutorial', parts.some(({ kind, applies }) => kind.place === 'tutorial' && applies));
  for (const { part, applies } of parts) if (applies) part.load(info);
  lab.stopVisible?.();
  const shown = parts.filter(({ applies }) => applies);
  lab.stopVisible = watchVisible(shown.map(({ element }) => element), (visible) => askFor(lab, visible));
  askFor(lab, new Set(shown.map(({ element }) => element)));
  if (lab.last) draw(lab, lab.last);
}

/** Asks the session for what the views on the screen need. @param {Lab} lab @param {Set<Element>} visible */
export function askFor(lab, visible) {
  lab.seen = visible;
  const seen = lab.parts.filter(({ element, applies }) => applies && visible.has(element));
  const needs = seen.flatMap(({ kind, part }) => part.needs?.() ?? kind.needs);
  lab.session?.need([...new Set(lab.lesson ? [...needs, 'marks'] : needs)]);
}

/** @param {Lab} lab @param {import('../views/tools/types.js').Snapshot} snapshot */
export function draw(lab, snapshot) {
  lab.last = snapshot;
  for (const { part } of inTurn(lab.parts, snapshot.playing ? lab.info : null, lab.drawn++)) part.draw(snapshot);
  lab.announcer?.draw(snapshot);
  tellDivergence(lab, snapshot);
  tellEnding(lab, snapshot);
  lab.options.onDraw?.(snapshot);
}
