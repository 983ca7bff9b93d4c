// @ts-check
// The discussion: each part takes care of its own buttons.

import { composers } from './composer.js';
import { live } from './live.js';
import { marks } from './marks.js';
import { minds } from './minds.js';
import { morePages } from './more.js';
import { replies } from './replies.js';

composers(document);
live();
marks();
minds();
morePages();
replies();
