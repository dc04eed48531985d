/** So long a page may be busy at a stretch and still answer at once. */
const stretch = 10;

/**
 * Lets a page answer in the middle of long work: called often, it waits only now and then.
 * @returns {() => Promise<void> | undefined}
 */
export function createBreath() {
  let last = performance.now();
  return () => {
    if (performance.now() - last < stretch) return undefined;
    return new Promise((resolve) => setTimeout(() => {
      last = performance.now();
      resolve();
    }));
  };
}
