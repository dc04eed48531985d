export default {
  x: [[0, 0, 1], [0, 1, 1], [1, 0, 1], [1, 1, 1]],
  y: [[0], [1], [1], [0]],
  featureNames: ['a', 'b', 'always 1'],
  classNames: ['0', '1'],
  source: 'Andrew Trask, "A Neural Network in 11 lines of Python", 2015: exclusive or with a constant third input.',
  licence: 'Public domain',
};
