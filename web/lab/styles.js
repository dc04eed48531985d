import controls from '../controls/controls.css';
import tabs from '../views/tabs.css';
import views from '../views/views.css';
import lab from './lab.css';

/** @type {CSSStyleSheet | undefined} */
let sheet;

/** One sheet for all labs of a page. @param {ShadowRoot} root */
export function adoptStyles(root) {
  if (!sheet) {
    sheet = new CSSStyleSheet();
    sheet.replaceSync(lab + controls + views + tabs);
  }
  root.adoptedStyleSheets = [sheet];
}
