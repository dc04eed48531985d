import { check } from '../errors.js';

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
  check(signal === undefined || signal instanceof AbortSignal, 'options.signal', signal, 'an AbortSignal');
  return { given, signal };
}
