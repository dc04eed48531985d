import { kernelRows, writeList, writeTable } from './program.js';

/** @typedef {import('./program.js').Program} Program */
/** @typedef {import('./program.js').ProgramLayer} ProgramLayer */

/**
 * The module of each activation; Step is not PyTorch's.
 * @type {Record<import('../generated/tables.js').ActivationName, string>}
 */
export const activations = {
  linear: 'nn.Identity()',
  step: 'Step()',
  sigmoid: 'nn.Sigmoid()',
  tanh: 'nn.Tanh()',
  relu: 'nn.ReLU()',
  leakyRelu: 'nn.LeakyReLU(0.01)',
  elu: 'nn.ELU()',
  selu: 'nn.SELU()',
  gelu: 'nn.GELU()',
  silu: 'nn.SiLU()',
  mish: 'nn.Mish()',
  softplus: 'nn.Softplus()',
  softsign: 'nn.Softsign()',
  hardSigmoid: 'nn.Hardsigmoid()',
  softmax: 'nn.Softmax(dim=1)',
};

const step = `
class Step(nn.Module):
    """1 above 0, else 0."""

    def forward(self, z):
        return (z > 0).to(z.dtype)

`;

const scalerClass = `
class Scaler(nn.Module):
    """(x - offset) / scale, column by column, in float64."""

    def __init__(self, columns):
        super().__init__()
        self.register_buffer('offset', torch.zeros(columns, dtype=torch.float64))
        self.register_buffer('scale', torch.ones(columns, dtype=torch.float64))

    def forward(self, x):
        return ((x - self.offset) / self.scale).to(dtype)

`;

/** A Python program that needs PyTorch alone. @param {Program} program */
export function writePytorch(program) {
  const { title, inputs, outputs, layers, scaler, dtype } = program;
  const classes = [...program.activations.includes('step') ? [step] : [], ...scaler ? [scalerClass] : []];
  return `\
"""${title}

    python network.py                      prints the answers to a few rows
    from network import model, predict     answers rows of your own
"""
from collections import OrderedDict

import torch
from torch import nn

dtype = torch.${dtype}
${classes.map((text) => `\n${text}`).join('')}
model = nn.Sequential(OrderedDict([
${scaler ? `    ('scaler', Scaler(${inputs})),  # (rows, ${inputs})\n` : ''}\
${layers.map(writeModules).join('')}\
]))

model.load_state_dict({
${scaler ? writeScaler(scaler) : ''}\
${layers.map((layer) => writeWeights(layer, dtype)).join('')}\
})
model.eval()


@torch.no_grad()
def predict(x):
    """The answers to the rows x: (rows, ${inputs}) -> (rows, ${outputs})."""
    return model(torch.as_tensor(x, dtype=${scaler ? 'torch.float64' : 'dtype'}))


examples = [
${writeTable(program.examples, { open: '[', close: ']' }, '    ')}]

if __name__ == '__main__':
    for answer in predict(examples).tolist():
        print(*answer)
`;
}

/** @param {ProgramLayer} layer */
function writeModules({ number: n, inputs, units, activation, bias, normalization }) {
  const linear = `nn.Linear(${inputs}, ${units}, ${bias ? '' : 'bias=False, '}dtype=dtype)`;
  return `\
    ('dense${n}', ${linear}),  # (rows, ${inputs}) -> (rows, ${units})
${normalization ? `    ('batch_normalization${n}', nn.BatchNorm1d(${units}, eps=1e-5, dtype=dtype)),\n` : ''}\
    ('activation${n}', ${activations[activation]}),
`;
}

/** @param {import('../scaler.js').ScalerData} scaler */
const writeScaler = ({ offset, scale }) => ['offset', 'scale'].map((name) => {
  const numbers = writeList(name === 'offset' ? offset : scale, { open: '[', close: ']' }, '        ');
  return `    'scaler.${name}': torch.tensor(${numbers}, dtype=torch.float64),\n`;
}).join('');

/**
 * The layer's part of the state. PyTorch keeps a kernel as (units, inputs) and calls it a weight.
 * @param {ProgramLayer} layer
 * @param {import('../core.js').Dtype} dtype
 */
function writeWeights(layer, dtype) {
  const { number: n, inputs, units, bias, normalization } = layer;
  const form = { open: '[', close: ']', dtype };
  /** @param {string} name @param {ArrayLike<number>} numbers */
  const vector = (name, numbers) =>
    `    '${name}': torch.tensor(${writeList(numbers, form, '        ')}, dtype=dtype),  # (${units})\n`;
  const { gamma = [], beta = [], movingMean = [], movingVariance = [] } = normalization ?? {};
  return `\
    'dense${n}.weight': torch.tensor([  # kernel (${inputs}, ${units}): a row for each input, a column for each unit
${writeTable(kernelRows(layer), form, '        ')}\
    ], dtype=dtype).T,
${bias ? vector(`dense${n}.bias`, bias) : ''}\
${normalization ? [
    vector(`batch_normalization${n}.weight`, gamma), vector(`batch_normalization${n}.bias`, beta),
    vector(`batch_normalization${n}.running_mean`, movingMean),
    vector(`batch_normalization${n}.running_var`, movingVariance),
  ].join('') : ''}`;
}
