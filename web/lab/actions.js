/** @typedef {import('./lab.js').Lab} Lab @typedef {import('../experiment/host.js').RemoteSession} RemoteSession */

/**
 * Does what a person asked for.
 * @param {Lab} lab
 * @param {import('../views/tools/types.js').Action} action
 * @returns {Promise<unknown>}
 */
export async function perform(lab, action) {
  const { session } = lab;
  if (action.type === 'help') return lab.dialog?.showModal();
  if (!session || !lab.alive) return;
  switch (action.type) {
    case 'toggle': return toggle(lab, session);
    case 'speed':
      lab.speed = action.epochsPerSecond;
      lab.speedChosen = true;
      return session.setSpeed(lab.speed);
    case 'set': return change(lab, session, action.change);
    case 'setWeight': return session.setWeight(action.layer, action.input, action.unit, action.value);
    case 'probe':
      // Asked of data that have been changed for others meanwhile.
      if (action.sample.row.length !== lab.info?.inputs) return;
      lab.sample = action.sample;
      return session.probe(action.sample.row);
    default: return session[action.type]();
  }
}

/**
 * Plays or pauses; after the last epoch, plays from the start.
 * @param {Lab} lab
 * @param {RemoteSession} session
 */
async function toggle({ last }, session) {
  if (last?.playing) return session.pause();
  if (last?.done) await session.reset();
  return session.play();
}

/**
 * @param {Lab} lab
 * @param {RemoteSession} session
 * @param {import('../views/tools/types.js').SetAction['change']} asked
 */
async function change(lab, session, asked) {
  const { experiment, notes, info } = await session.set(typeof asked === 'function' ? asked(lab.experiment) : asked);
  if (info) lab.adopt(info);
  else lab.follow(experiment);
  lab.notices?.clear();
  if (notes.length) lab.notices?.note(notes.map((key) => lab.t(key)).join(' '));
  lab.options.onChange?.(experiment);
}
