// Keeps the site for the time without a network, and tells when a new version of it is there.
import { languageOf, translator } from '../lang/index.js';
import { h } from '../views/tools/dom.js';

/** The address as Trusted Types want it. @param {string} file @returns {string} */
function trusted(file) {
  const { trustedTypes } = /** @type {any} */ (globalThis);
  return trustedTypes?.createPolicy('glassnet-page', { createScriptURL: () => file }).createScriptURL('') ?? file;
}

/** @param {string} file the service worker, beside the page */
export async function keepOffline(file) {
  const { serviceWorker } = navigator;
  // There is none from a folder, by plain http, in some private windows.
  const registration = await serviceWorker?.register(trusted(file)).catch(() => null);
  if (!registration) return;
  let controlled = Boolean(serviceWorker.controller), asked = false;
  const look = () => {
    const { waiting } = registration;
    if (waiting && controlled) tell(() => {
      asked = true;
      waiting.postMessage('take over');
    });
  };
  registration.addEventListener('updatefound', () => registration.installing?.addEventListener('statechange', look));
  look();
  serviceWorker.addEventListener('controllerchange', () => {
    if (asked) location.reload();
    else if (controlled) tell(() => location.reload()); // another tab was reloaded
    controlled = true;
  });
  // A page that stays open for days asks when somebody comes back to it.
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') registration.update().catch(() => {});
  });
}

/** @param {() => void} act */
function tell(act) {
  const t = translator(languageOf(document.documentElement.lang));
  document.querySelector('.update')?.remove();
  const line = h('p', { class: 'update', role: 'status' });
  document.body.append(line);
  line.append(t('page.update'), ' ', h('button', { type: 'button', onclick: act }, t('page.update.reload')));
}
