import { GlassNet } from './glass-net.js';

GlassNet.define();
