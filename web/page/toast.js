/** How long a sentence stays: longer than anybody reads it. */
const passing = 9000;

/**
 * A sentence that says what was done, and passes by itself, unless somebody points at it or has the focus in it.
 * @param {HTMLElement} box a live region
 */
export function createToast(box) {
  let timer = 0;
  const clear = () => {
    clearTimeout(timer);
    box.replaceChildren();
  };
  const wait = () => {
    clearTimeout(timer);
    timer = setTimeout(clear, passing);
  };
  for (const event of ['pointerenter', 'focusin']) box.addEventListener(event, () => clearTimeout(timer));
  for (const event of ['pointerleave', 'focusout']) box.addEventListener(event, wait);
  box.addEventListener('keydown', ({ key }) => { if (key === 'Escape') clear(); });
  /** @param {string} text @param {{ label: string, act(): void }} [action] */
  return (text, action) => {
    const sentence = document.createElement('p');
    sentence.textContent = text;
    box.replaceChildren(sentence);
    if (action) {
      const button = document.createElement('button');
      button.textContent = action.label;
      button.addEventListener('click', () => {
        clear();
        action.act();
      });
      box.append(button);
    }
    wait();
  };
}
