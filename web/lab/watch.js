import { animationFrame } from '../views/tools/dom.js';
import { draw } from './showing.js';

/**
 * Draws one snapshot after the other, never more than one a frame, and none while out of sight.
 * @param {import('./lab.js').Lab} lab
 * @param {import('../experiment/host.js').RemoteSession} session
 */
export async function watch(lab, session) {
  try {
    while (lab.alive) {
      const snapshot = await session.next();
      const version = lab.version;
      await animationFrame();
      if (!lab.visible) await new Promise((resolve) => lab.waiting.push(() => resolve(undefined)));
      if (!lab.alive || lab.making || version !== lab.version) continue;
      if (lab.lesson?.take(snapshot)) lab.dispatch({ type: 'nextSeed' });
      draw(lab, snapshot);
    }
  } catch (error) {
    if (lab.alive) lab.fail(error);
  }
}
