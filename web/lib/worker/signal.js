import { GlassnetError, describe } from '../errors.js';

/**
 * Takes the signal out of options: it stays on the page.
 * @template {{ signal?: AbortSignal }} T
 * @param {T | undefined} options
 * @returns {{ given: Omit<T, 'signal'> | undefined, signal: AbortSignal | undefined }}
 * @throws {GlassnetError} `invalid-config`
 */
export function readSignal(options) {
  if (!Object.hasOwn(Object(options), 'signal')) return { given: options, signal: undefined };
  const { signal, ...given } = /** @type {T} */ (options);
  if (signal === undefined || signal instanceof AbortSignal) return { given, signal };
  throw new GlassnetError('invalid-config', `options.signal is ${describe(signal)}; it must be an AbortSignal.`);
}
