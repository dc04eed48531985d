import { fields } from '../experiment/experiment.js';
import { extraAttributes, formatExperiment, parseExperiment } from '../experiment/strings.js';
import { mountLab } from '../lab/lab.js';
import { adoptStyles } from '../lab/styles.js';

/** @typedef {import('../experiment/experiment.js').Experiment} Experiment */

const experimentAttributes = [...Object.values(fields).map(({ attribute }) => attribute), ...extraAttributes];

/** Milliseconds between two events that tell of epochs. */
const epochInterval = 250;

/** How near the screen an element starts to work. */
const nearby = '200px';

/**
 * `<glass-net dataset="xor" hidden="4 tanh">what is shown without JavaScript</glass-net>`
 *
 * A neural network to watch and to change. It starts when it first comes near the screen, and trains and draws only
 * while it is there. Before it has started, `play`, `pause`, `step` and `reset` do nothing.
 *
 * Attributes, all optional. A change starts anew, but for that of `lang` or `theme`:
 * - `dataset`: a data set by name; `xor`. What is left out of the experiment is as the data set suggests
 * - `hidden`: the neurons of each hidden layer and, if wanted, their activation: `8,4`, `4 relu, 3 tanh` or `none`
 * - `activation`, `output`: the activation of all hidden layers, and that of the output
 * - `initializer`: what draws all kernels, by name, or `default`
 * - `layers`: all layers as JSON, the output last, for what these cannot say
 * - `loss optimizer learning-rate batch-size epochs seed test-fraction scaler generator dtype` and more: the reference,
 *   reference.html, lists all under "The experiment as attributes", with what each accepts. What cannot be read is left
 *   out, and the console says so
 * - `tutorial`: an experiment of a tutorial in place of all these: `trask-three-layers`, or
 *   `trask-alpha/hidden-4-alpha-10`
 * - `views`: names, separated by spaces, of `diagram surface predictions confusion fit sample printed loss`; by default
 *   all that apply to the data
 * - `controls`: likewise, of `transport tutorial data training about`; by default all
 * - `lang`: `en` or `zh`; by default the page's own, then the browser's
 * - `theme`: `light` or `dark`; by default the system's
 * - `keys="page"`: keys work wherever the focus is on the page, not only inside the element
 *
 * Events, which bubble: `glassnet-change` when a person changed the experiment (`detail.experiment`),
 * `glassnet-tutorial` when they chose one of a tutorial (`detail.tutorial`, its name), `glassnet-epoch` while it
 * trains, four times a second at most (`detail: { epoch, loss, accuracy, testLoss, testAccuracy, playing }`).
 */
export class GlassNet extends HTMLElement {
  /**
   * Defines the element, unless there is one of that name.
   * @param {string} [tag] the name, which must have a hyphen; `glass-net`
   */
  static define(tag = 'glass-net') {
    if (!customElements.get(tag)) customElements.define(tag, this);
  }

  static get observedAttributes() {
    return [...experimentAttributes, 'tutorial', 'views', 'controls', 'lang', 'theme'];
  }

  /** @type {import('../lab/lab.js').Lab | null} */
  #lab = null;
  /** @type {IntersectionObserver | null} */
  #observer = null;
  /** @type {Experiment | null} */
  #given = null;
  /** The tutorial's experiment to open with, where that is not the attribute's. @type {string | null} */
  #lesson = null;
  #told = 0;
  #stale = false;

  constructor() {
    super();
    const root = this.attachShadow({ mode: 'open' });
    // A box from the start: without one the observer would never see it.
    adoptStyles(root);
    root.append(document.createElement('slot'));
  }

  connectedCallback() {
    if (this.#observer) return;
    this.#observer = new IntersectionObserver((entries) =>
      this.#setVisible(entries[entries.length - 1].isIntersecting), { rootMargin: nearby });
    this.#observer.observe(this);
  }

  /** An element that was only moved is connected again before the next task, and goes on. */
  disconnectedCallback() {
    setTimeout(() => {
      if (this.isConnected) return;
      this.#observer?.disconnect();
      this.#observer = null;
      this.#close();
    });
  }

  /** @param {string} name @param {string | null} before @param {string | null} now */
  attributeChangedCallback(name, before, now) {
    // The same tutorial again starts it again.
    if ((before === now && name !== 'tutorial') || !this.#lab) return;
    if (name === 'lang') this.#lab.setLanguage(this.#language());
    else if (name === 'theme') this.#lab.setTheme(now);
    else this.#renew(name);
  }

  /** The experiment as it is now. Setting it starts that one. @returns {Experiment} */
  get experiment() {
    return structuredClone(this.#lab?.experiment ?? this.#given ?? this.#parse());
  }

  set experiment(experiment) {
    this.#given = structuredClone(experiment);
    this.#lesson = null;
    this.#lab?.setExperiment(this.#given);
  }

  /** The experiment as attributes, which is also how an address carries it. @returns {Record<string, string>} */
  get strings() {
    return formatExperiment(this.experiment);
  }

  /** Trains from where it stands until `pause` or the last epoch. */
  play() {
    this.#lab?.dispatch({ type: 'play' });
  }

  /** Stops where it stands; `play` goes on from there. */
  pause() {
    this.#lab?.dispatch({ type: 'pause' });
  }

  /** Trains one epoch and stops; none after the last. */
  step() {
    this.#lab?.dispatch({ type: 'step' });
  }

  /** Stops, and goes back to epoch 0 and the first weights. */
  reset() {
    this.#lab?.dispatch({ type: 'reset' });
  }

  #parse() {
    /** @type {Record<string, string>} */
    const strings = {};
    for (const name of experimentAttributes) {
      const value = this.getAttribute(name);
      if (value !== null) strings[name] = value;
    }
    const { experiment, problems } = parseExperiment(strings);
    for (const problem of problems) console.warn(`<${this.localName}>: ${problem}`);
    return experiment;
  }

  #language() {
    const near = /** @type {HTMLElement | null} */ (this.closest('[lang]'));
    return this.getAttribute('lang') || near?.lang || navigator.language;
  }

  /** Several attributes that change at once make one new start. @param {string} name */
  #renew(name) {
    const whole = name === 'views' || name === 'controls';
    if (this.#stale) return;
    this.#stale = true;
    queueMicrotask(() => {
      this.#stale = false;
      if (!this.#lab) return;
      const tutorial = this.getAttribute('tutorial');
      if (!whole && tutorial !== null) return void this.#lab.dispatch({ type: 'tutorial', name: tutorial });
      if (!whole) return void (this.experiment = this.#parse());
      this.#given = this.#lab.experiment;
      this.#lesson = this.#lab.lesson?.changed === false ? this.#lab.lesson.state.name : null;
      this.#close();
      this.#open();
    });
  }

  /** @param {boolean} visible */
  #setVisible(visible) {
    if (visible && !this.#lab) this.#open();
    this.#lab?.setVisible(visible);
  }

  #open() {
    const root = /** @type {ShadowRoot} */ (this.shadowRoot);
    const list = (/** @type {string} */ name) => this.getAttribute(name)?.split(/\s+/).filter(Boolean) ?? null;
    this.#lab = mountLab(root, this.#given ?? this.#parse(), {
      views: list('views'), controls: list('controls'),
      tutorial: this.#lesson ?? (this.#given ? null : this.getAttribute('tutorial')),
      lang: this.#language(), theme: this.getAttribute('theme'),
      keyTarget: this.getAttribute('keys') === 'page' ? document : undefined,
      onReady: () => root.querySelector('slot')?.remove(),
      onChange: (experiment) => this.#tell('glassnet-change', { experiment: structuredClone(experiment) }),
      onTutorial: (tutorial) => this.#tell('glassnet-tutorial', { tutorial }),
      onDraw: (snapshot) => this.#tellEpoch(snapshot),
    });
  }

  #close() {
    this.#lab?.destroy();
    this.#lab = null;
    const root = /** @type {ShadowRoot} */ (this.shadowRoot);
    if (!root.querySelector('slot')) root.prepend(document.createElement('slot'));
  }

  /** @param {import('../experiment/snapshot.js').Snapshot} snapshot */
  #tellEpoch({ epoch, loss, accuracy, testLoss, testAccuracy, playing }) {
    const now = performance.now();
    if (playing && now - this.#told < epochInterval) return;
    this.#told = now;
    this.#tell('glassnet-epoch', { epoch, loss, accuracy, testLoss, testAccuracy, playing });
  }

  /** @param {string} type @param {object} detail */
  #tell(type, detail) {
    this.dispatchEvent(new CustomEvent(type, { detail, bubbles: true, composed: true }));
  }
}
