import { knownControls } from '../controls/names.js';
import { fields } from '../experiment/experiment.js';
import { extraAttributes, formatExperiment, parseExperiment } from '../experiment/strings.js';
import { mountLab } from '../lab/lab.js';
import { exportModel, restoreModel, saveModel } from '../lab/model.js';
import { adoptStyles } from '../lab/styles.js';
import { views } from '../views/index.js';
import { tabs } from '../views/tabs/table.js';

/** @typedef {import('../experiment/experiment.js').Experiment} Experiment */

const experimentAttributes = [...Object.values(fields).map(({ attribute }) => attribute), ...extraAttributes];

/** Milliseconds between two events that tell of epochs. */
const epochInterval = 250;

/** Own rows are many, and nobody changes them in place. @param {Experiment} experiment @returns {Experiment} */
const copyOf = ({ data, ...rest }) => ({ ...structuredClone(rest), ...(data && { data }) });

/** How near the screen an element starts to work. */
const nearby = '200px';

/**
 * `<glass-net dataset="xor" hidden-layers="4 tanh">what is shown without JavaScript</glass-net>`
 *
 * A neural network to watch and to change. It starts when it first comes near the screen, and trains and draws only
 * while it is there. Before it has started, `play`, `pause`, `step` and `reset` do nothing.
 *
 * Attributes, all optional. A change starts anew, but for that of `lang` or `theme`:
 * - `dataset`: a data set by name; `xor`. What is left out of the experiment is as the data set suggests
 * - `hidden-layers`: the neurons of each hidden layer and, if wanted, their activation: `8,4`, `4 relu, 3 tanh` or
 *   `none`. `hidden` says the same, but is HTML's own word as well: without JavaScript it hides the element and what
 *   stands in it
 * - `activation`, `output`: the activation of all hidden layers, and that of the output
 * - `initializer`: what draws all kernels, by name, or `default`
 * - `layers`: all layers as JSON, the output last, for what these cannot say
 * - `loss optimizer learning-rate batch-size epochs seed test-fraction scaler generator dtype` and more: the reference,
 *   reference.html, lists all under "The experiment as attributes", with what each accepts. What cannot be read is left
 *   out, and the console says so
 * - `tutorial`: an experiment of a tutorial in place of all these: `trask-three-layers`, or
 *   `trask-alpha/hidden-4-alpha-10`
 * - `views`: names, separated by spaces, of `diagram surface curve predictions confusion fit sample printed`, and of those
 *   under tabs, `loss step gradients landscape activations code`; by default all that apply to the data
 * - `controls`: what a person may change; by default all, with `controls=""` nothing. Names, separated by spaces, of
 *   groups, `transport tutorial data network training about`, or of single controls: `play step reset speed seed` of
 *   transport; `dataset noise test-fraction` of data; `layers activation weights` of the network; `loss optimizer
 *   learning-rate batch-size penalty initializer scaler schedule clip-norm momentum dropout batch-normalization` of
 *   training, and its further numbers by their attributes. What is not named is locked: plain text, or absent. Where a
 *   single setting is named and nothing of transport, `play step reset` come with it
 * - `lang`: `en` or `zh`; by default the page's own, then the browser's
 * - `theme`: `light` or `dark`; by default the system's
 * - `hint`: says beside the button where to press, until it is taken away
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
    return [...experimentAttributes, 'tutorial', 'views', 'controls', 'lang', 'theme', 'hint'];
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
  /** Attributes that changed, and are to be followed together. @type {Set<string>} */
  #stale = new Set();

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
    else if (name === 'hint') this.#lab.setHint(now !== null);
    else this.#renew(name);
  }

  /** The experiment as it is now. Setting it starts that one. @returns {Experiment} */
  get experiment() {
    return copyOf(this.#lab?.experiment ?? this.#given ?? this.#parse());
  }

  set experiment(experiment) {
    this.#given = copyOf(experiment);
    this.#lesson = null;
    this.#lab?.setExperiment(this.#given);
  }

  /** The experiment as attributes, which is also how an address carries it. @returns {Record<string, string>} */
  get strings() {
    return formatExperiment(this.experiment);
  }

  /** The experiment of a tutorial that is shown, by name, as long as nobody changed it. @returns {string | null} */
  get lesson() {
    const lesson = this.#lab?.lesson;
    return lesson && !lesson.changed ? lesson.state.name : null;
  }

  /** The names of the views that are shown, those under tabs included. @returns {string[]} */
  get shownViews() {
    const shown = (this.#lab?.parts ?? []).filter(({ applies }) => applies).map(({ kind }) => kind.name);
    const wanted = this.#words('views');
    return [...views.filter(({ name }) => shown.includes(name)),
      ...tabs.filter(({ name }) => shown.includes('tabs') && (wanted?.includes(name) ?? true))].map(({ name }) => name);
  }

  /**
   * The experiment and the network in training as a plain object that goes through JSON. The library reads its network
   * with `Network.fromJSON`; `restore` goes on where it stands.
   * @returns {Promise<import('../experiment/model.js').SavedModel>}
   */
  save() {
    return saveModel(this.#open());
  }

  /**
   * Takes up what `save` answered, bit for bit.
   * @param {unknown} saved
   * @returns {Promise<void>} rejects where it is no such thing; then all stays as it was
   */
  restore(saved) {
    return restoreModel(this.#open(), saved);
  }

  /**
   * The network for other programs.
   * @param {'onnx' | 'js' | 'numpy' | 'pytorch' | 'c'} format
   * @returns {Promise<Uint8Array | string>} the bytes of an .onnx file, or the text of a program
   */
  export(format) {
    return exportModel(this.#open(), format);
  }

  /**
   * The views that are on the page now, of which there can be a picture: the name and the title of each.
   * @returns {Promise<{ name: string, title: string, take: () => Promise<Blob> }[]>} take: as it is then, a PNG
   */
  async pictures() {
    const { picturesOf } = await import('../lab/picture.js');
    return picturesOf(this.#open());
  }

  /** Lists the keys. */
  help() {
    this.#lab?.dispatch({ type: 'help' });
  }

  /** Leads through the page in five steps, beside which everything goes on working. */
  tour() {
    this.#open().tour();
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
    this.#warn(problems);
    return experiment;
  }

  /** @param {string[]} problems */
  #warn(problems) {
    for (const problem of problems) console.warn(`<${this.localName}>: ${problem}`);
  }

  /** The words of an attribute that lists names. @param {string} name */
  #words(name) {
    return this.getAttribute(name)?.split(/\s+/).filter(Boolean) ?? null;
  }

  /** The same; those that are not known are told of. @param {string} name @param {string[]} known */
  #list(name, known) {
    const list = this.#words(name);
    this.#warn((list ?? []).filter((word) => !known.includes(word))
      .map((word) => `${name} has "${word}"; known are ${known.join(', ')}.`));
    return list;
  }

  #language() {
    const near = /** @type {HTMLElement | null} */ (this.closest('[lang]'));
    return this.getAttribute('lang') || near?.lang || navigator.language;
  }

  /** Several attributes that change at once make one new start. @param {string} name */
  #renew(name) {
    this.#stale.add(name);
    if (this.#stale.size > 1) return;
    queueMicrotask(() => {
      const looks = ['views', 'controls'].filter((one) => this.#stale.delete(one)).length > 0;
      const runs = this.#stale.size > 0, tutorial = this.getAttribute('tutorial');
      this.#stale.clear();
      if (!this.#lab) return;
      if (runs && tutorial === null) this.experiment = this.#parse();
      if (runs && tutorial !== null && !looks) this.#lab.dispatch({ type: 'tutorial', name: tutorial });
      if (!looks) return;
      this.#given = this.#lab.experiment;
      this.#lesson = runs ? tutorial : this.lesson;
      this.#close();
      this.#open();
    });
  }

  /** @param {boolean} visible */
  #setVisible(visible) {
    if (visible) this.#open();
    this.#lab?.setVisible(visible);
  }

  /** The lab, which is made when it is first wanted. */
  #open() {
    if (this.#lab) return this.#lab;
    const root = /** @type {ShadowRoot} */ (this.shadowRoot);
    const lab = mountLab(root, this.#given ?? this.#parse(), {
      views: this.#list('views', [...views, ...tabs].map(({ name }) => name)),
      controls: this.#list('controls', knownControls()),
      tutorial: this.#lesson ?? (this.#given ? null : this.getAttribute('tutorial')),
      lang: this.#language(), theme: this.getAttribute('theme'), hint: this.hasAttribute('hint'),
      keyTarget: this.getAttribute('keys') === 'page' ? document : undefined,
      onReady: () => root.querySelector('slot')?.remove(),
      onChange: (experiment) => this.#tell('glassnet-change', { experiment: copyOf(experiment) }),
      onTutorial: (tutorial) => this.#tell('glassnet-tutorial', { tutorial }),
      onDraw: (snapshot) => this.#tellEpoch(snapshot),
    });
    this.#lab = lab;
    return lab;
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
