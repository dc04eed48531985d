/**
 * @typedef {import('../views/tools/types.js').Lesson} Lesson
 * @typedef {import('../views/tools/types.js').Snapshot} Snapshot
 * @typedef {import('../experiment/experiment.js').Experiment} Experiment
 */

/**
 * Finds an experiment of the tutorials, which are loaded only now.
 * @param {string} name of a tutorial, its first experiment; or tutorial/experiment
 * @returns {Promise<LessonRun>} rejects where no tutorial has that name
 */
export async function findLesson(name) {
  const { tutorials } = await import('../tutorials/index.js');
  const [first, second] = name.split('/');
  const tutorial = tutorials.find((known) => known.name === first);
  const entry = tutorial?.experiments.find((known) => second === undefined || known.name === second);
  if (tutorial && entry) return new LessonRun(tutorial, entry);
  const known = tutorial ? tutorial.experiments.map((one) => `${first}/${one.name}`) : tutorials.map((one) => one.name);
  throw new Error(`tutorial is "${name}"; it must be one of ${known.join(', ')}.`);
}

/** An experiment of a tutorial, run over its seeds one after the other, and the figures that came out so far. */
export class LessonRun {
  /**
   * @param {import('../tutorials/index.js').Tutorial} tutorial
   * @param {import('../tutorials/index.js').TutorialExperiment} entry
   */
  constructor(tutorial, entry) {
    this.tutorial = tutorial;
    this.entry = entry;
    this.seeds = entry.seeds ?? [entry.experiment.seed];
    this.changed = false;
    this.waits = false;
    /** Of each finished seed, the numbers of each mark. @type {number[][][]} */
    this.finished = [];
    /** Of the seed that runs. @type {(number[] | null)[]} */
    this.running = [];
    this.restart();
  }

  /** Forgets what came out. */
  restart() {
    this.waits = false;
    this.finished = [];
    this.running = this.entry.printed.map(() => null);
  }

  /** The experiment with the seed whose turn it is, to be run now. @returns {Experiment} */
  begin() {
    this.waits = false;
    const seed = this.seeds[Math.min(this.finished.length, this.seeds.length - 1)];
    return { ...structuredClone(this.entry.experiment), seed };
  }

  /** Takes the figures of a snapshot. @param {Snapshot} snapshot @returns {boolean} whether the next seed is to run */
  take({ marks, done }) {
    if (this.changed || this.waits || marks?.length !== this.running.length) return false;
    this.running = marks;
    if (!done || this.finished.length >= this.seeds.length || marks.some((numbers) => numbers === null)) return false;
    this.waits = true; // what else comes of this seed is the same again
    this.finished.push(/** @type {number[][]} */ (marks));
    return this.finished.length < this.seeds.length;
  }

  /** As the parts of the page see it. @returns {Lesson} */
  get state() {
    const { tutorial, entry, changed, seeds, finished, running } = this;
    const single = seeds.length === 1;
    const mean = (/** @type {number} */ mark) => finished.length === 0 ? null : finished[0][mark].map((_, i) =>
      finished.reduce((sum, numbers) => sum + numbers[mark][i], 0) / finished.length);
    return {
      name: `${tutorial.name}/${entry.name}`, tutorial, entry, changed,
      trains: changed || entry.experiment.epochs > 0, seeds: seeds.length, seedsDone: finished.length,
      figures: entry.printed.map((_, mark) => (single ? running[mark] : mean(mark))),
    };
  }
}
