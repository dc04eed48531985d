/**
 * Calls at most once in so many milliseconds, and in the end with the last value.
 * @template T
 * @param {(value: T) => void} action
 * @param {number} milliseconds
 * @returns {(value: T) => void}
 */
export function throttle(action, milliseconds) {
  /** @type {{ value: T } | null} */
  let waiting = null;
  let resting = false;
  const rest = () => {
    resting = true;
    setTimeout(() => {
      resting = false;
      if (waiting) act(waiting.value);
    }, milliseconds);
  };
  const act = (/** @type {T} */ value) => {
    waiting = null;
    rest();
    action(value);
  };
  return (value) => {
    if (resting) waiting = { value };
    else act(value);
  };
}
