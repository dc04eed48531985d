import './define.js';

export { GlassNet } from './glass-net.js';
