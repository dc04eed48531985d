export default {
  x: [[0, 0], [0, 1], [1, 0], [1, 1]],
  y: [[0], [1], [1], [0]],
  featureNames: ['a', 'b'],
  classNames: ['0', '1'],
  source: 'Exclusive or: 1 where exactly one of the two inputs is 1.',
  licence: 'Public domain',
};
