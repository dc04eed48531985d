/**
 * Watches which of a lab's views are on the screen, so that nothing is computed that nobody sees.
 * @param {Element[]} elements
 * @param {(visible: Set<Element>) => void} onChange
 * @returns {() => void} stops watching
 */
export function watchVisible(elements, onChange) {
  const visible = new Set(elements);
  const observer = new IntersectionObserver((entries) => {
    for (const { target, isIntersecting } of entries) {
      if (isIntersecting) visible.add(target);
      else visible.delete(target);
    }
    onChange(visible);
  }, { rootMargin: '100px' });
  for (const element of elements) observer.observe(element);
  return () => observer.disconnect();
}
