import controls from '../controls/controls.css';
import tabs from '../views/tabs.css';
import { adoptStyle } from '../views/tools/styles.js';
import views from '../views/views.css';
import lab from './lab.css';

const style = lab + controls + views + tabs;

/** What the first picture needs; parts that are loaded later bring their own. @param {ShadowRoot} root */
export const adoptStyles = (root) => adoptStyle(root, style);
