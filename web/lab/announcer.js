import { h, setText } from '../views/tools/dom.js';

const interval = 5000;

/** Tells a screen reader how training goes: every five seconds while it runs, and once when it ends. */
export class Announcer {
  /** @param {HTMLElement} host @param {import('../lang/index.js').Translate} t */
  constructor(host, t) {
    this.t = t;
    this.region = h('p', { class: 'visually-hidden', role: 'status' });
    this.last = 0;
    this.playing = false;
    host.append(this.region);
  }

  /** @param {import('../views/tools/types.js').Snapshot} snapshot */
  draw(snapshot) {
    const now = performance.now();
    const stopped = this.playing && !snapshot.playing;
    if (snapshot.playing && !this.playing) this.last = now;
    this.playing = snapshot.playing;
    if (!stopped && !(snapshot.playing && now - this.last >= interval)) return;
    this.last = now;
    setText(this.region, summary(snapshot, this.t));
  }
}

/** @param {import('../views/tools/types.js').Snapshot} snapshot @param {import('../lang/index.js').Translate} t */
export function summary(snapshot, t) {
  const parts = [t('summary.epoch', { epoch: snapshot.epoch })];
  if (Number.isFinite(snapshot.loss)) parts.push(t('summary.loss', { loss: t.loss(snapshot.loss) }));
  if (Number.isFinite(snapshot.testLoss)) parts.push(t('summary.testLoss', { loss: t.loss(snapshot.testLoss) }));
  const accuracy = Number.isFinite(snapshot.testAccuracy) ? snapshot.testAccuracy : snapshot.accuracy;
  if (Number.isFinite(accuracy)) parts.push(t('summary.accuracy', { accuracy: t.percent(accuracy) }));
  if (Number.isFinite(snapshot.r2)) parts.push(t('summary.r2', { r2: t.fixed(snapshot.r2, 3) }));
  if (!snapshot.playing) parts.push(t('summary.paused'));
  return parts.join(t('summary.join'));
}
