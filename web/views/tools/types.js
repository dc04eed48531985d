/**
 * What the rooms of the page hand each other.
 *
 * @typedef {import('../../experiment/experiment.js').Experiment} Experiment
 * @typedef {import('../../experiment/session.js').Info & { lesson: Lesson | null }} Info
 * @typedef {import('../../experiment/snapshot.js').Snapshot} Snapshot
 * @typedef {import('../../experiment/snapshot.js').Numbers} Numbers
 * @typedef {import('../../lang/index.js').Translate} Translate
 *
 * @typedef {{ index: number, row: number[] }} Sample the row that is asked about; index −1 where a person made it up
 *
 * An experiment of a tutorial, while it is shown.
 * @typedef {object} Lesson
 * @property {string} name of tutorial and experiment, with / between: as the attribute `tutorial` and addresses have it
 * @property {import('../../tutorials/index.js').Tutorial} tutorial
 * @property {import('../../tutorials/index.js').TutorialExperiment} entry
 * @property {boolean} trains whether it has any epochs: some only ask a network of given weights
 * @property {boolean} changed a person has changed the experiment: what comes out is no longer what is printed
 * @property {number} seeds how many the figures are means over @property {number} seedsDone
 * @property {(number[] | null)[]} figures what came out for each printed one, over the seeds done; null before its epoch
 *
 * What a person does. A `change` may be a function of the experiment as it is when its turn comes, so that two quick
 * presses of + add two neurons.
 * @typedef {{ type: 'play' | 'pause' | 'toggle' | 'step' | 'takeStep' | 'reset' | 'help' }} PlainAction takeStep: that of `walk`
 * @typedef {{ type: 'set', change: Partial<Experiment> | ((experiment: Experiment) => Partial<Experiment>) }} SetAction
 * @typedef {{ type: 'speed', epochsPerSecond: number }} SpeedAction
 * @typedef {{ type: 'probe', sample: Sample }} ProbeAction
 * @typedef {{ type: 'threshold', value: number }} ThresholdAction
 * @typedef {{ type: 'setWeight', layer: number, input: number, unit: number, value: number }} WeightAction
 *   input −1 is the bias
 * @typedef {{ type: 'tutorial', name: string | null }} TutorialAction a lesson's name, or none to leave it
 * @typedef {PlainAction | SetAction | SpeedAction | ProbeAction | ThresholdAction | WeightAction | TutorialAction} Action
 *
 * What a part (a view or a group of controls) is given.
 * @typedef {object} Context
 * @property {Translate} t
 * @property {(action: Action) => void} dispatch
 * @property {import('./tips.js').Tips} tips
 * @property {() => import('./palette.js').Palette} palette
 * @property {() => Sample} sample
 * @property {() => number} threshold above which a probability counts as class 1
 * @property {() => number} speed epochs a second
 * @property {EventTarget} scope what the lab listens to: itself, or the document where it is the page
 * @property {() => Lesson | null} lesson
 * @property {Memory} memory
 * @property {() => import('../../experiment/host.js').RemoteSession | null} session for what is asked once: what moves comes
 *   in snapshots
 * @property {() => void} renew what this part needs has changed
 * @property {(control: string) => boolean} allows whether a person may use a control of this part; one that is locked
 *   shows its value as plain text, or is not there
 *
 * What parts remember while the lab lives.
 * @typedef {{ tab?: string, code?: string, measure?: string }} Memory
 *
 * A part that stands on the page. `load` comes first, and again whenever the experiment changed.
 * @typedef {object} Part
 * @property {(info: Info) => void} load
 * @property {(snapshot: Snapshot) => void} draw
 * @property {() => void} [resize] the size or the colours changed; a draw follows
 * @property {() => void} [destroy]
 * @property {() => string[]} [needs] in place of its kind's, where they change
 *
 * @typedef {object} PartKind
 * @property {string} name as the attributes `views` and `controls` have it
 * @property {string} [group] the controls in it, as the attribute `controls` has them; by default its name
 * @property {'transport' | 'tutorial' | 'network' | 'output' | 'charts' | 'choices'} place
 * @property {string[]} needs the parts of a Snapshot it draws
 * @property {(info: Info) => boolean} applies whether it has something to show for these data
 * @property {(info: Info) => boolean} [costly] whether a picture of it takes so long that two such are not for one frame
 * @property {(root: HTMLElement, context: Context) => Part} create
 */
export {};
