import '../element/index.js';
import { startPage } from './start.js';

// The gallery has the elements alone.
if (document.querySelector('.tools')) startPage();
