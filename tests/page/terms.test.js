// Every term on the page explains itself: each field, switch and figure has a sentence of the glossary.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { browsers, inBrowsers } from './browsers.js';

inBrowsers('terms', ({ visit }) => {
  for (const dataset of ['moons', 'wave', 'iris', 'breastCancer']) {
    test(dataset, () => visit(`#dataset=${dataset}`, async ({ lab }) => {
      await (await lab.find('.more summary')).click();
      await lab.find('.more [data-control=generator]');
      await (await lab.find('.head.layer button[aria-expanded]')).click();
      const unexplained = await lab.ask((root) => {
        const sentence = (element) => (element.getAttribute('aria-describedby') ?? '').split(' ')
          .map((id) => root.getElementById(id)?.textContent ?? '').join('');
        const fields = [...root.querySelectorAll('.field, .switch')].map((field) => field.querySelector('select, input'))
          .filter((control) => control?.getClientRects().length && !sentence(control))
          .map((control) => control.closest('.field, .switch').textContent);
        const figures = [...root.querySelectorAll('.stat .label:not(.term)')].map((label) => label.textContent);
        return [...fields, ...figures];
      });
      assert.deepEqual(unexplained, []);
    }));
  }
}, browsers.slice(0, 1));
