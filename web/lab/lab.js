import { openSession } from '../experiment/host.js';
import { controls as allControls } from '../controls/index.js';
import { allows, readControls, showsGroup } from '../controls/names.js';
import { languageOf, loadLanguage, translator } from '../lang/index.js';
import { views as allViews } from '../views/index.js';
import { perform } from './actions.js';
import { Announcer } from './announcer.js';
import { firstSample, isRowOf, watchableSpeed } from './beginning.js';
import { h } from '../views/tools/dom.js';
import { keysDialog, listenToKeys } from './keys.js';
import { Notices, sentenceOf } from './notices.js';
import { buildParts } from './parts.js';
import { readPalette } from '../views/tools/palette.js';
import { askFor, draw, showInfo } from './showing.js';
import { adoptStyles } from './styles.js';
import { tabbed } from '../views/tabs/index.js';
import { resolveTheme, watchSystemTheme } from './theme.js';
import { Tips } from '../views/tools/tips.js';
import { watch } from './watch.js';

/** @typedef {import('../views/tools/types.js').Experiment} Experiment */
/** @typedef {import('../views/tools/types.js').Snapshot} Snapshot */

/**
 * @typedef {object} LabOptions
 * @property {string[] | null} [views] names; all that apply to the data by default
 * @property {string[] | null} [controls] names of groups or of single controls; all by default
 * @property {string | null} [tutorial] an experiment of the tutorials, in place of the one given
 * @property {string} [lang] a language tag; English where it is not known
 * @property {string | null} [theme] 'light', 'dark', or the system's
 * @property {boolean} [hint] whether to say where to press
 * @property {EventTarget} [keyTarget] where keys are listened to; the lab itself by default
 * @property {(experiment: Experiment) => void} [onChange] a person changed the experiment
 * @property {(name: string) => void} [onTutorial] a person chose an experiment of a tutorial
 * @property {(snapshot: Snapshot) => void} [onDraw] after a snapshot was drawn
 * @property {() => void} [onReady] the lab stands in the place of what was there before
 */

/**
 * Puts a Session, controls and views together in a shadow root.
 * @param {ShadowRoot} root
 * @param {Experiment} experiment
 * @param {LabOptions} [options]
 */
export function mountLab(root, experiment, options = {}) {
  return new Lab(root, experiment, options);
}

/** A person's choice → Experiment → Session → Snapshot → views. */
export class Lab {
  /** @param {ShadowRoot} root @param {Experiment} experiment @param {LabOptions} options */
  constructor(root, experiment, options) {
    this.root = root;
    this.options = options;
    this.openControls = readControls(options.controls).open;
    this.experiment = experiment;
    this.t = translator(languageOf(options.lang));
    this.speed = 60;
    this.speedChosen = false;
    this.alive = true;
    this.resumes = false;
    /** Counts networks, so that no snapshot of an old one is drawn over a new one. */
    this.version = 0;
    /** Counts pictures. */
    this.drawn = 0;
    /** How many are being made: what a snapshot belongs to is not known meanwhile. */
    this.making = 0;
    /** @type {import('./parts.js').MountedPart[]} */
    this.parts = [];
    /** @type {import('../views/tools/types.js').Info | null} */
    this.info = null;
    /** @type {Snapshot | null} */
    this.last = null;
    /** @type {import('../views/tools/types.js').Sample} */
    this.sample = { index: 0, row: [] };
    this.threshold = 0.5;
    /** What parts remember beyond a change of language. @type {import('../views/tools/types.js').Memory} */
    this.memory = {};
    /** The parts on the screen. @type {Set<Element>} */
    this.seen = new Set();
    /** The experiment of a tutorial that is shown. @type {import('./lesson.js').LessonRun | null} */
    this.lesson = null;
    /** @type {Snapshot['diverged']} */
    this.diverged = null;
    this.element = h('div', { class: 'lab', tabindex: -1 });
    this.visible = true;
    /** @type {(() => void)[]} */
    this.waiting = [];
    /** @type {(() => void) | undefined} */
    this.stopVisible = undefined;
    adoptStyles(root);
    root.append(this.element);
    this.stopTheme = watchSystemTheme(() => this.repaint());
    this.resizer = new ResizeObserver(() => this.resize());
    this.resizer.observe(this.element);
    /** What is asked for takes its turn after the start. @type {Promise<unknown>} */
    this.work = this.open();
  }

  async open() {
    const words = this.setLanguage(this.options.lang);
    try {
      if (typeof WebAssembly !== 'object') throw Object.assign(new Error(), { code: 'no-webassembly' });
      this.session = await openSession();
      await words;
      const { tutorial } = this.options;
      if (tutorial && !this.lesson) await this.beginLesson(tutorial).catch((error) => this.say(error));
      await this.reload();
      if (!this.alive) return void this.session.close();
      this.options.onReady?.();
      watch(this, this.session);
    } catch (error) {
      await words;
      this.fail(error);
    }
  }

  /** Makes everything that holds words: again after a change of language. */
  build() {
    this.stopKeys?.();
    this.stopVisible?.();
    for (const { part } of this.parts) part.destroy?.();
    this.element.replaceChildren();
    this.element.lang = this.t.code;
    this.element.dataset.theme = resolveTheme(this.options.theme);
    this.palette = readPalette(this.element);
    this.tips = new Tips(this.element);
    this.stage = h('div', { class: 'stage', hidden: !this.info });
    this.element.prepend(this.stage);
    this.parts = buildParts(this.stage, this.chosenKinds(), (group) => this.context(group), !this.options.keyTarget);
    this.dialog = keysDialog(this.t, () => this.tour());
    this.element.append(this.dialog);
    this.notices = new Notices(this.element, this.t);
    this.announcer = new Announcer(this.element, this.t);
    const press = (/** @type {'toggle' | 'step' | 'reset'} */ type, control = /** @type {string} */ (type)) =>
      () => { if (allows(this.openControls, 'transport', control)) this.dispatch({ type }); };
    this.stopKeys = listenToKeys(this.options.keyTarget ?? this.element, {
      toggle: press('toggle', 'play'),
      step: press('step'),
      reset: press('reset'),
      help: () => this.dispatch({ type: 'help' }),
    });
    if (this.options.hint) this.setHint(true);
    if (this.info) showInfo(this);
  }

  chosenKinds() {
    const { views } = this.options;
    return [
      ...allControls.filter(({ name }) => showsGroup(this.openControls, name)),
      ...allViews.filter(({ name }) => !views || views.includes(name)),
      ...tabbed((name) => !views || views.includes(name)),
    ];
  }

  /** @param {string} group of controls @returns {import('../views/tools/types.js').Context} */
  context(group) {
    const tips = /** @type {Tips} */ (this.tips);
    return {
      t: this.t,
      tips,
      dispatch: (action) => this.dispatch(action),
      palette: () => /** @type {import('../views/tools/palette.js').Palette} */ (this.palette),
      sample: () => this.sample,
      threshold: () => this.threshold,
      speed: () => this.speed,
      scope: this.options.keyTarget ?? this.element,
      lesson: () => this.lesson?.state ?? null,
      memory: this.memory,
      session: () => this.session ?? null,
      renew: () => askFor(this, this.seen),
      allows: (name) => allows(this.openControls, group, name),
    };
  }

  /** Makes the network of the experiment anew, to measure on the way what a tutorial prints. */
  async reload() {
    if (!this.session) return;
    const { lesson } = this;
    if (lesson) this.experiment = lesson.begin();
    const { experiment, session } = this;
    this.adopt(await this.renewing(() => session.load(experiment, lesson?.entry.printed ?? [])));
  }

  /**
   * Does what may make a network anew. Snapshots that come meanwhile are let go; once it is there, others follow.
   * @template T
   * @param {() => Promise<T>} work
   */
  async renewing(work) {
    this.making++;
    try {
      return await work();
    } finally {
      this.making--;
    }
  }

  /** @param {string} name of a tutorial's experiment @returns {Promise<void>} rejects where there is none */
  async beginLesson(name) {
    const { findLesson } = await import('./lesson.js');
    this.lesson = await findLesson(name);
    this.speed = Infinity;
    this.speedChosen = false;
  }

  /** A new network is there, unless the session was closed meanwhile. @param {import('../experiment/session.js').Info} given */
  adopt(given) {
    if (!this.alive) return;
    const info = { ...given, lesson: this.lesson?.state ?? null };
    const before = this.info?.experiment;
    const sameData = before?.dataset === info.experiment.dataset && before.data === info.experiment.data;
    this.version++;
    this.info = info;
    this.experiment = info.experiment;
    this.last = null;
    if (!sameData) this.threshold = 0.5;
    if (!sameData || !isRowOf(info, this.sample)) this.sample = firstSample(info);
    if (!this.speedChosen && !info.lesson) this.speed = watchableSpeed(info);
    this.session?.setSpeed(this.speed);
    this.session?.probe(this.sample.row, this.sample.index);
    showInfo(this);
  }

  /** The same network goes on with something changed. @param {Experiment} experiment */
  follow(experiment) {
    if (!this.info) return;
    this.experiment = experiment;
    this.info = { ...this.info, experiment, lesson: this.lesson?.state ?? null };
    showInfo(this);
  }

  /**
   * Actions take their turns; one that fails says so and lets the next one go on.
   * @param {import('../views/tools/types.js').Action | { type: 'nextSeed' }} action
   */
  dispatch(action) {
    this.work = this.work.then(() => perform(this, action)).catch((error) => this.say(error));
  }

  /** Something did not work; all else does. @param {unknown} error */
  say(error) {
    if (this.alive) this.notices?.problem(sentenceOf(error, 'error.action', this.t));
  }

  /** Runs another experiment from its start. @param {Experiment} experiment */
  setExperiment(experiment) {
    this.lesson = null;
    this.experiment = experiment;
    this.work = this.work.then(() => this.reload()).catch((error) => this.fail(error));
  }

  /** @param {string | undefined} lang */
  async setLanguage(lang) {
    this.options.lang = lang;
    await loadLanguage(languageOf(lang));
    const t = translator(languageOf(lang));
    if (!this.alive || lang !== this.options.lang || (this.stage && t.code === this.t.code)) return;
    this.t = t;
    this.build();
  }

  /** Whether it says where to press. @param {boolean} hint */
  async setHint(hint) {
    this.options.hint = hint;
    const { showHint } = await import('./hint.js');
    showHint(this);
  }

  /** Five steps that explain what there is. */
  async tour() {
    const { startTour } = await import('./tour.js');
    if (this.alive) startTour(this);
  }

  /** @param {string | null} theme */
  setTheme(theme) {
    this.options.theme = theme;
    this.repaint();
  }

  repaint() {
    this.element.dataset.theme = resolveTheme(this.options.theme);
    this.palette = readPalette(this.element);
    this.resize();
  }

  resize() {
    for (const { part, applies } of this.parts) if (applies) part.resize?.();
    if (this.last) draw(this, this.last);
  }

  /** Out of sight nothing trains and nothing is drawn. @param {boolean} visible */
  setVisible(visible) {
    if (visible === this.visible) return;
    this.visible = visible;
    if (!visible) {
      this.resumes = Boolean(this.last?.playing);
      if (this.resumes) this.dispatch({ type: 'pause' });
      return;
    }
    for (const go of this.waiting.splice(0)) go();
    if (this.resumes) this.dispatch({ type: 'play' });
  }

  /** @param {unknown} error */
  fail(error) {
    if (!this.alive) return;
    const text = sentenceOf(error, 'error.load', this.t);
    this.notices?.problem(text, [{ label: this.t('error.retry'), act: () => this.retry() }]);
  }

  retry() {
    this.notices?.clear();
    this.session?.close();
    this.work = this.work.then(() => this.open());
  }

  destroy() {
    this.alive = false;
    for (const go of this.waiting.splice(0)) go();
    this.stopKeys?.();
    this.stopVisible?.();
    this.stopTheme();
    this.resizer.disconnect();
    for (const { part } of this.parts) part.destroy?.();
    this.session?.close();
    this.element.remove();
  }
}
