// Finds every control of a page with a <glass-net>, and tells whether operating one has changed anything. This runs in
// the page: tests put its text there.

/** Makes `window.controls`. */
export function installControls() {
  const native = 'a[href], button, input, select, textarea, summary';
  const net = () => document.querySelector('glass-net');
  const roots = () => [document, net().shadowRoot];
  const shown = (element) => element.checkVisibility() && !element.closest('[inert], [hidden]');

  const typeOf = (element) => {
    if (element.matches('input')) return { number: 'number', range: 'range', radio: 'radio', checkbox: 'checkbox' }[element.type] ?? 'text';
    if (element.matches('select, textarea')) return element.localName;
    if (element.matches(native)) return 'button';
    if (element.matches('.cursor, canvas')) return 'picture';
    return element.matches('[role="group"], [role="region"], [role="tabpanel"]') ? 'scroller' : 'explained';
  };
  const labelOf = (element) => element.getAttribute('aria-label') || element.value && element.type === 'radio' && element.value
    || element.labels?.[0]?.querySelector('.label')?.textContent || element.labels?.[0]?.textContent || element.textContent;

  /** Every control by a name of its own, in the order of the page. */
  const all = () => {
    const found = new Map();
    for (const root of roots()) {
      for (const element of root.querySelectorAll(`${native}, [tabindex]:not([tabindex="-1"]), [contenteditable]`)) {
        if (!shown(element) || element.disabled || element.localName === 'glass-net') continue;
        const place = element.closest('section.part, dialog, header')?.className.replace(/part|visible/g, '').trim() ?? '';
        const name = `${typeOf(element)} · ${place} · ${labelOf(element).trim().replace(/\s+/g, ' ').replace(/[\d.,%−–]+/g, '#')}`;
        let unique = name;
        for (let i = 2; found.has(unique); i++) unique = `${name} (${i})`;
        found.set(unique, element);
      }
    }
    return found;
  };

  /** A canvas in few pixels. */
  const small = document.createElement('canvas');
  small.width = small.height = 24;
  const ink = small.getContext('2d', { willReadFrequently: true });
  const pixels = (canvas) => {
    if (!canvas.width || !canvas.height) return '';
    ink.clearRect(0, 0, 24, 24);
    ink.drawImage(canvas, 0, 0, 24, 24);
    return ink.getImageData(0, 0, 24, 24).data.join();
  };

  /** All there is to see, but for the control's own value; the tooltip only where it is what a control is for. */
  const look = (own, tips) => {
    const seen = [location.hash, JSON.stringify(net().experiment), window.effects.join()];
    const read = (element) => {
      if (element === own || element.matches('.visually-hidden[role="status"]') || (element.matches('.tip') && !tips)) return;
      if (element.matches('dialog, details')) seen.push(String(element.open));
      if (element.matches('canvas')) seen.push(pixels(element));
      if (element.matches('input, select, textarea')) seen.push(element.value, String(element.checked));
      seen.push(element.localName, element.className, String(element.scrollTop), String(element.hidden));
      for (const { name, value } of element.attributes) if (/^(aria-(label|pressed|selected|checked|expanded|valuetext|invalid)|data-|lang|open)/.test(name)) seen.push(value);
      for (const node of element.childNodes) {
        if (node.nodeType === 3) seen.push(node.data);
        else if (node.nodeType === 1) read(node);
      }
    };
    read(document.documentElement);
    for (const element of net().shadowRoot.children) read(element);
    return seen.join('\n');
  };

  // What leaves the page, or comes from outside of it, is counted and not done.
  window.effects = [];
  const count = (what) => { window.effects.push(what); };
  HTMLAnchorElement.prototype.click = function click() { count(`download ${this.download}`); };
  const { click } = HTMLInputElement.prototype;
  HTMLInputElement.prototype.click = function pick() {
    if (this.type === 'file') count('file');
    else click.call(this);
  };
  if (navigator.clipboard) navigator.clipboard.writeText = async (text) => count(`copied ${text}`);

  let before = '', control = null, explains = false;
  window.controls = {
    names: () => [...all().keys()],
    /** Those that the Tab key is to reach: of radio buttons and tabs, the one that is chosen. */
    reachable: () => [...all()].filter(([, element]) =>
      element.tabIndex >= 0 && (element.type !== 'radio' || element.checked)).map(([name]) => name),
    find: (name) => all().get(name),
    active: () => {
      const focused = net().shadowRoot.activeElement ?? document.activeElement;
      const [name] = [...all()].find(([, element]) => element === focused) ?? [''];
      return { name, told: net().shadowRoot.querySelector('.tip:not([hidden])')?.textContent };
    },
    remember: (name) => {
      control = all().get(name);
      explains = ['picture', 'explained'].includes(typeOf(control));
      before = look(control, explains);
    },
    changed: () => look(control, explains) !== before,
  };
}
