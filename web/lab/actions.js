import { draw } from './showing.js';

/** @typedef {import('./lab.js').Lab} Lab @typedef {import('../experiment/host.js').RemoteSession} RemoteSession */

/**
 * Does what a person asked for.
 * @param {Lab} lab
 * @param {import('../views/tools/types.js').Action | { type: 'nextSeed' }} action nextSeed: of a lesson over several
 * @returns {Promise<unknown>}
 */
export async function perform(lab, action) {
  const { session } = lab;
  if (action.type === 'help') return lab.dialog?.showModal();
  if (!session || !lab.alive) return;
  switch (action.type) {
    case 'toggle':
    case 'play':
    case 'step':
      if (lab.lesson?.state.trains === false) return;
      return action.type === 'toggle' ? toggle(lab, session) : session[action.type]();
    case 'reset': return restart(lab, session);
    case 'nextSeed':
      if (!lab.lesson || lab.lesson.changed) return;
      await lab.reload();
      return session.play();
    case 'tutorial': return action.name === null ? leaveLesson(lab) : openLesson(lab, action.name);
    case 'speed':
      lab.speed = action.epochsPerSecond;
      lab.speedChosen = true;
      return session.setSpeed(lab.speed);
    case 'set': return change(lab, session, action.change);
    case 'setWeight':
      await session.setWeight(action.layer, action.input, action.unit, action.value);
      if (lab.lesson) lab.lesson.changed = true;
      return;
    case 'probe':
      // Asked of data that have been changed for others meanwhile.
      if (action.sample.row.length !== lab.info?.inputs) return;
      lab.sample = action.sample;
      return session.probe(action.sample.row, action.sample.index);
    case 'takeStep':
      await session.pause();
      await session.takeStep();
      if (lab.lesson) lab.lesson.changed = true;
      return;
    case 'threshold':
      lab.threshold = action.value;
      if (lab.last) draw(lab, lab.last);
      return;
    default: return session[action.type]();
  }
}

/**
 * Plays or pauses; after the last epoch, plays from the start.
 * @param {Lab} lab
 * @param {RemoteSession} session
 */
async function toggle(lab, session) {
  const { last } = lab;
  if (last?.playing) return session.pause();
  if (last?.done) await restart(lab, session);
  return session.play();
}

/**
 * Back to the first weights; of an experiment over several seeds to those of the first seed.
 * @param {Lab} lab
 * @param {RemoteSession} session
 */
async function restart(lab, session) {
  const { lesson } = lab;
  lesson?.restart();
  if (lesson && lesson.seeds.length > 1 && !lesson.changed) return lab.reload();
  return session.reset();
}

/** @param {Lab} lab @param {string} name */
async function openLesson(lab, name) {
  const { lesson } = lab;
  await lab.beginLesson(name);
  lab.notices?.clear();
  await lab.reload().catch((error) => {
    lab.lesson = lesson;
    throw error;
  });
  lab.options.onTutorial?.(name);
}

/** The experiment stays, without its tutorial. @param {Lab} lab */
function leaveLesson(lab) {
  lab.lesson = null;
  lab.follow(lab.experiment);
  lab.options.onChange?.(lab.experiment);
}

/**
 * @param {Lab} lab
 * @param {RemoteSession} session
 * @param {import('../views/tools/types.js').SetAction['change']} asked
 */
async function change(lab, session, asked) {
  const wanted = typeof asked === 'function' ? asked(lab.experiment) : asked;
  const { experiment, notes, info } = await lab.renewing(() => session.set(wanted));
  if (lab.lesson) lab.lesson.changed = true;
  if (info) lab.adopt(info);
  else lab.follow(experiment);
  lab.notices?.clear();
  if (notes.length) lab.notices?.note(notes.map((key) => lab.t(key)).join(' '));
  lab.options.onChange?.(experiment);
}
