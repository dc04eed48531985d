import { svg } from '../views/tools/dom.js';

/** Drawn on a grid of 16 by 16 in the colour of the text. @type {Record<string, string>} */
const paths = {
  play: 'M4 2.3v11.4a.6.6 0 0 0 .9.5l9-5.7a.6.6 0 0 0 0-1l-9-5.7a.6.6 0 0 0-.9.5Z',
  pause: 'M4 2h2.6a.6.6 0 0 1 .6.6v10.8a.6.6 0 0 1-.6.6H4a.6.6 0 0 1-.6-.6V2.6A.6.6 0 0 1 4 2Zm5.4 0H12a.6.6 0 0 1'
    + ' .6.6v10.8a.6.6 0 0 1-.6.6H9.4a.6.6 0 0 1-.6-.6V2.6a.6.6 0 0 1 .6-.6Z',
  step: 'M2.5 3.2v9.6a.5.5 0 0 0 .8.4l6.4-4.8a.5.5 0 0 0 0-.8L3.3 2.8a.5.5 0 0 0-.8.4ZM11.5 2.5h1.8v11h-1.8Z',
  reset: 'M8 2.2a5.8 5.8 0 1 0 5.8 5.8h-1.7A4.1 4.1 0 1 1 8 3.9c1 0 1.9.4 2.6 1'
    + 'L8.9 6.6h4.9V1.7l-2 2A5.8 5.8 0 0 0 8 2.2Z',
};

/** @param {keyof typeof paths} name @param {number} [size] */
export function icon(name, size = 16) {
  return svg('svg', { viewBox: '0 0 16 16', width: size, height: size, fill: 'currentColor', 'aria-hidden': 'true' },
    svg('path', { d: paths[name] }));
}
