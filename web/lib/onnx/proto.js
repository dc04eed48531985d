/*! pbf, which writes the bytes of ONNX files:

Copyright (c) 2026, Mapbox
All rights reserved.

Redistribution and use in source and binary forms, with or without
modification, are permitted provided that the following conditions are met:

* Redistributions of source code must retain the above copyright notice, this
  list of conditions and the following disclaimer.

* Redistributions in binary form must reproduce the above copyright notice,
  this list of conditions and the following disclaimer in the documentation
  and/or other materials provided with the distribution.

* Neither the name of pbf nor the names of its
  contributors may be used to endorse or promote products derived from
  this software without specific prior written permission.

THIS SOFTWARE IS PROVIDED BY THE COPYRIGHT HOLDERS AND CONTRIBUTORS "AS IS"
AND ANY EXPRESS OR IMPLIED WARRANTIES, INCLUDING, BUT NOT LIMITED TO, THE
IMPLIED WARRANTIES OF MERCHANTABILITY AND FITNESS FOR A PARTICULAR PURPOSE ARE
DISCLAIMED. IN NO EVENT SHALL THE COPYRIGHT HOLDER OR CONTRIBUTORS BE LIABLE
FOR ANY DIRECT, INDIRECT, INCIDENTAL, SPECIAL, EXEMPLARY, OR CONSEQUENTIAL
DAMAGES (INCLUDING, BUT NOT LIMITED TO, PROCUREMENT OF SUBSTITUTE GOODS OR
SERVICES; LOSS OF USE, DATA, OR PROFITS; OR BUSINESS INTERRUPTION) HOWEVER
CAUSED AND ON ANY THEORY OF LIABILITY, WHETHER IN CONTRACT, STRICT LIABILITY,
OR TORT (INCLUDING NEGLIGENCE OR OTHERWISE) ARISING IN ANY WAY OUT OF THE USE
OF THIS SOFTWARE, EVEN IF ADVISED OF THE POSSIBILITY OF SUCH DAMAGE.
*/
import { PbfWriter } from 'pbf';

/** @typedef {Record<string, unknown>} Message members by name; an array stands for a repeated field */

/**
 * The messages of ONNX that a network needs: a member's field number and type.
 * https://github.com/onnx/onnx/blob/main/onnx/onnx.proto
 * @type {Record<string, Record<string, [number, string]>>}
 */
const messages = {
  Model: { irVersion: [1, 'int'], producerName: [2, 'string'], graph: [7, 'Graph'], opsetImport: [8, 'OperatorSet'] },
  OperatorSet: { domain: [1, 'string'], version: [2, 'int'] },
  Graph: {
    node: [1, 'Node'], name: [2, 'string'], initializer: [5, 'Tensor'], input: [11, 'ValueInfo'],
    output: [12, 'ValueInfo'],
  },
  Node: {
    input: [1, 'string'], output: [2, 'string'], name: [3, 'string'], opType: [4, 'string'],
    attribute: [5, 'Attribute'],
  },
  Attribute: { name: [1, 'string'], f: [2, 'float'], i: [3, 'int'], type: [20, 'int'] },
  Tensor: { dims: [1, 'int'], dataType: [2, 'int'], floatData: [4, 'floats'], name: [8, 'string'] },
  ValueInfo: { name: [1, 'string'], type: [2, 'Type'] },
  Type: { tensorType: [1, 'TensorType'] },
  TensorType: { elemType: [1, 'int'], shape: [2, 'Shape'] },
  Shape: { dim: [1, 'Dimension'] },
  Dimension: { dimValue: [1, 'int'], dimParam: [2, 'string'] },
};

/**
 * The bytes of a message.
 * @param {string} type a row of `messages`
 * @param {Message} message
 * @returns {Uint8Array}
 */
export function encode(type, message) {
  const writer = new PbfWriter();
  writeMembers(type, message, writer);
  return writer.finish();
}

/** @param {string} type @param {Message} message @param {PbfWriter} writer */
function writeMembers(type, message, writer) {
  for (const [name, value] of Object.entries(message)) {
    const [field, kind] = messages[type][name];
    for (const one of Array.isArray(value) ? value : [value]) writeField(writer, field, kind, one);
  }
}

/** @param {PbfWriter} writer @param {number} field @param {string} kind @param {any} value */
function writeField(writer, field, kind, value) {
  if (kind === 'int') writer.writeVarintField(field, value);
  else if (kind === 'float') writer.writeFloatField(field, value);
  else if (kind === 'string') writer.writeStringField(field, value);
  else if (kind === 'floats') writer.writePackedFloat(field, value);
  else writer.writeMessage(field, (/** @type {Message} */ inner) => writeMembers(kind, inner, writer), value);
}
